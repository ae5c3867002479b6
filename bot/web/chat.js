// The chat page: one conversation with the web channel (docs/architecture.md), kept in this browser tab only.
// What is said goes on the page through textContent, so that it stays text whatever is in it.

const API = "/webhooks/web/";
const TIMEOUT = 10_000;
const STATUS_DELAY = 400; // most answers are there sooner; a notice that flashes by only disturbs
const KEPT_AS = "wmo-wegwijzer";
const NO_CONNECTION = "Er is geen verbinding. Uw vraag is niet aangekomen. Probeer het opnieuw. Bij direct gevaar: bel 112.";
const GREETING = { said: null, send: null };
const ERASED = "Uw gesprek is gewist.";
const STARTED_ANEW = "Uw vorige gesprek was verlopen. Ik ben daarom een nieuw gesprek begonnen.";
const NOT_ERASED = "Uw gesprek is van dit scherm af, maar nog niet bij ons gewist.";

const [turns, status, form, field] = ["turns", "status", "form", "question"].map((id) => document.getElementById(id));
const asked = new URLSearchParams(location.search).get("gemeente")?.trim().slice(0, 100) || null;
const items = new Map(); // the <li> of each turn

let chat = restored() ?? newChat();
let notice = ""; // to tell once the request is done
let queue = Promise.resolve(); // requests go one at a time, in the order in which they were made

// A conversation: its turns in order, and the tokens of earlier ones that still have to be erased.
// A turn: what the visitor said (null for the greeting), what is sent for it, and the replies or the error.
function newChat(erase = []) {
  return { token: null, municipality: asked, turns: [], erase, draft: "" };
}

function restored() {
  try { return JSON.parse(sessionStorage.getItem(KEPT_AS)); } catch { return null; } // works without storage too
}

function keep() {
  try { sessionStorage.setItem(KEPT_AS, JSON.stringify(chat)); } catch { /* as above */ }
}

// Talking to the server

async function call(method, path, token, body) {
  const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT);
  let response, content;
  try {
    response = await fetch(API + path, { method, headers, signal: controller.signal, body: body && JSON.stringify(body) });
    content = response.status === 204 ? {} : await response.json();
  } catch {
    throw new Error(NO_CONNECTION);
  } finally {
    clearTimeout(timer);
  }
  if (response.ok) return content;
  const { code, message = NO_CONNECTION } = content?.error ?? {};
  throw Object.assign(new Error(message), { status: response.status, code });
}

const isGone = (error) => error.status === 401 || error.status === 404;

/** Start a session, once earlier conversations are erased; gives the greeting. */
async function open(own) {
  while (own.erase.length) {
    await call("DELETE", "sessions", own.erase[0]).catch((error) => {
      if (!isGone(error)) throw new Error(`${NOT_ERASED} ${error.message.replace(" Uw vraag is niet aangekomen.", "")}`);
    });
    own.erase.shift();
    notice = ERASED;
  }
  const start = (municipality) => call("POST", "sessions", null, { municipality });
  let unknown = [];
  const { token, messages } = await start(own.municipality).catch((error) => {
    if (error.code !== "municipality_not_found") throw error;
    unknown = [{ text: `De gemeente ‘${own.municipality}’ ken ik niet. U kunt uw woonplaats zelf typen.` }];
    return start(null);
  });
  own.token = token;
  return [...messages, ...unknown];
}

/** The replies to a turn. A session that is gone is replaced, and the message sent once more. */
async function deliver(own, turn) {
  if (!turn.send) return open(own);
  if (!own.token) await open(own);
  const send = async (body) => (await call("POST", "messages", own.token, body)).messages;
  try {
    return await send(turn.send);
  } catch (error) {
    if (!isGone(error)) throw error;
    await open(own);
    // The new session has not offered this choice yet: its words do the same.
    return [{ text: STARTED_ANEW }, ...await send({ text: turn.said })];
  }
}

function ask(turn) {
  const own = chat;
  keep();
  queue = queue.catch(console.error).then(async () => {
    if (own !== chat) return; // erased while it waited
    const timer = setTimeout(() => say("De Wmo-wegwijzer zoekt het antwoord", true), STATUS_DELAY);
    try {
      turn.replies = await deliver(own, turn);
    } catch (error) {
      turn.error = { text: error.message, final: error.status === 400 || error.status === 413 };
    }
    clearTimeout(timer);
    if (own !== chat) { // erased meanwhile, with a session that this turn may have started
      if (own.token && !chat.erase.includes(own.token)) chat.erase.push(own.token);
      return;
    }
    say(notice);
    notice = "";
    if (turn.send && own.token) own.turns.filter((other) => !other.send && other.error).forEach(drop);
    if (turn.error?.final && !field.value) field.value = own.draft = turn.said;
    keep();
    answer(turn);
    if (turn.send) items.get(turn).scrollIntoView();
  });
}

// Showing it

function element(tag, className = "", text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

function button(title, onClick) {
  const made = Object.assign(element("button", "", title), { type: "button" });
  made.addEventListener("click", onClick, { once: true }); // a double click is one choice
  return made;
}

function say(text, busy = false) {
  status.textContent = text;
  status.classList.toggle("busy", busy);
}

/** Show what the visitor said, as the last of the conversation. */
function show(turn) {
  const item = element("li");
  item.tabIndex = -1; // takes the focus when the button that was pressed goes away
  if (turn.said) item.append(bubble("you", "U", turn.said));
  items.set(turn, item);
  turns.append(item);
  return item;
}

function drop(turn) {
  items.get(turn).remove();
  chat.turns = chat.turns.filter((other) => other !== turn);
}

/** Show the replies to a turn, or what went wrong. */
function answer(turn) {
  const item = items.get(turn);
  if (turn.error) {
    const box = item.appendChild(element("div", "error"));
    box.append(element("p", "", turn.error.text));
    if (!turn.error.final) box.append(button("Probeer opnieuw", () => begin(turn, turn).focus()));
    return;
  }
  turns.querySelectorAll(".choices button").forEach((old) => {
    if (old === document.activeElement) item.focus();
    old.replaceWith(element("span", "", old.textContent));
  });
  item.append(...turn.replies.map(reply));
}

function bubble(className, who, text) {
  const made = element("div", className);
  made.append(element("p", "who", who), element("p", "text", text.replaceAll("€ ", "€\u00a0")));
  return made;
}

function reply({ text, buttons, custom }) {
  const made = bubble("bot", "Wmo-wegwijzer", text ?? "");
  const links = (custom?.links ?? []).map(link).filter(Boolean);
  const sources = (custom?.sources ?? []).map(source);
  if (links.length) made.append(list("links", links));
  if (sources.length) {
    const details = element("details");
    details.append(element("summary", "", "Waar staat dit?"), list("sources", sources));
    made.append(details);
  }
  if (buttons?.length) {
    const choice = ({ title, payload }) => button(title, () => begin({ said: title, send: { payload } }).focus());
    made.append(list("choices", buttons.map(choice)));
  }
  return made;
}

function list(className, children) {
  const made = element("ul", className);
  for (const child of children) made.appendChild(element("li")).append(child);
  return made;
}

/** A link, or nothing when it leads to anything but a page, a telephone or an e-mail address. */
function link({ title, url }) {
  return /^(https?:\/\/|tel:|mailto:)/i.test(url) ? Object.assign(element("a", "", title), { href: url }) : null;
}

function source({ title, article, url, checked }) {
  const name = article ? `${title}, artikel ${article}` : title;
  const day = new Date(checked).toLocaleDateString("nl-NL", { dateStyle: "long", timeZone: "UTC" });
  const line = element("span");
  line.append(link({ title: name, url }) ?? name, checked ? ` (gecontroleerd op ${day})` : "");
  return line;
}

// What the visitor does

/** Start a turn, or start it again as the last of the conversation; gives its place on the page. */
function begin({ said, send }, earlier) {
  if (earlier) drop(earlier);
  const turn = { said, send, replies: [], error: null };
  chat.turns.push(turn);
  const item = show(turn);
  if (send) item.scrollIntoView();
  ask(turn);
  return item;
}

function erase() {
  chat = newChat([...chat.erase, chat.token].filter(Boolean));
  items.clear();
  turns.replaceChildren();
  field.value = "";
  begin(GREETING);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  field.value = chat.draft = "";
  field.focus();
  if (text) begin({ said: text, send: { text } });
  else say("Typ eerst uw vraag.");
});

field.addEventListener("input", () => {
  chat.draft = field.value;
  keep();
});

field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  document.getElementById("send").click();
});

document.getElementById("erase").addEventListener("click", erase);

// Where the tab left off, or a new conversation; one about another municipality than the address names makes way.

if (asked && chat.municipality !== asked) erase();
else if (!chat.turns.length) begin(GREETING);
else {
  field.value = chat.draft;
  for (const turn of chat.turns) {
    show(turn);
    if (turn.error || turn.replies.length) answer(turn);
    else ask(turn); // was on its way when the page was left
  }
  if (chat.turns.length > 1) turns.lastElementChild.scrollIntoView();
}
