// One conversation: what was said, what still has to be sent, and how it survives whatever happens to the page, the
// connection and the server. Shows nothing itself.

import { fill } from "./words.js";

const KEPT_AS = "wmo-wegwijzer";
const LATE = 2000; // from then on it is said that the answer is being looked for
const SOON = 400; // most answers are there sooner; a notice that flashes by only disturbs
const PATIENCE = 3; // how often to wait when the server asks for it

/** @returns {Turn} */
const greeting = () => ({ said: null, send: null, replies: [], error: null });

export class Conversation {
  /** Requests go one at a time, in the order in which they were made. */
  #queue = Promise.resolve();
  /** To tell once a request is done. */
  #notice = "";
  #wake = () => {};
  /** The same conversation may be open in a copy of this tab. */
  #tabs = "BroadcastChannel" in window ? new BroadcastChannel(KEPT_AS) : null;

  /**
   * @param {import("./channel.js").Channel} channel
   * @param {string | null} municipality that of the page, a name or a code
   * @param {import("./words.js").Words} words
   * @param {View} view
   */
  constructor(channel, municipality, words, view) {
    this.channel = channel;
    this.municipality = municipality;
    this.words = words;
    this.view = view;
    /** @type {Chat} */
    this.chat = restored() ?? this.#fresh();
    addEventListener("online", () => this.#resend());
    this.#tabs?.addEventListener("message", ({ data }) => {
      if (!data || data !== this.chat.token) return;
      this.#notice = words.erased;
      this.#begin({ ...this.#fresh(), draft: this.chat.draft, open: this.chat.open });
    });
  }

  /** Whether anything was said or asked before. */
  get begun() {
    return this.chat.turns.length > 0;
  }

  /** Take up the conversation as the tab keeps it. */
  reread() {
    this.chat = restored() ?? this.chat;
  }

  /** Show where the tab left off; a conversation about another municipality than this page's makes way. */
  restore() {
    const { chat } = this;
    if (this.municipality && chat.municipality !== this.municipality && chat.turns.length) {
      chat.municipality = this.municipality;
      this.erase(chat.draft);
      return;
    }
    for (const turn of chat.turns) {
      this.view.show(turn);
      if (turn.error || turn.replies.length) this.view.answer(turn);
      else this.#ask(turn); // was on its way when the page was left
    }
    this.#resend();
  }

  /** Greet the visitor, unless that was done. */
  start() {
    if (!this.begun) this.say(null, null);
  }

  /**
   * @param {string | null} said what the visitor typed, or the title of the button
   * @param {Turn["send"]} send
   */
  say(said, send) {
    const turn = { ...greeting(), said, send };
    this.chat.turns.push(turn);
    this.view.show(turn);
    this.#ask(turn);
  }

  /** @param {Turn} turn one that failed: it is asked again, as the last of the conversation */
  again(turn) {
    this.#drop(turn);
    this.say(turn.said, turn.send);
  }

  /** Take the conversation off the screen at once, and off the server as soon as that can be. */
  erase(draft = "") {
    const { token, erase } = this.chat;
    this.#begin({ ...this.#fresh([...erase, ...(token ? [token] : [])]), draft, open: this.chat.open });
    this.#tabs?.postMessage(token);
  }

  /** @param {Partial<Pick<Chat, "draft" | "open">>} changes */
  remember(changes) {
    Object.assign(this.chat, changes);
    this.keep();
  }

  keep() {
    try {
      sessionStorage.setItem(KEPT_AS, JSON.stringify(this.chat));
    } catch { /* works without storage too */ }
  }

  /** @returns {Chat} */
  /** @param {string[]} erase */
  #fresh(erase = []) {
    return { token: null, municipality: this.municipality, contact: null, turns: [], erase, draft: "", open: null };
  }

  /** @param {Chat} chat */
  #begin(chat) {
    this.chat = chat;
    this.view.clear();
    this.#wake();
    this.say(null, null);
  }

  /** @param {Turn} turn */
  #drop(turn) {
    this.chat.turns = this.chat.turns.filter((other) => other !== turn);
    this.view.drop(turn);
  }

  #resend() {
    for (const turn of this.chat.turns.filter(({ error }) => error?.offline)) this.again(turn);
  }

  /** @param {Turn} turn */
  #ask(turn) {
    const own = this.chat;
    this.keep();
    this.#queue = this.#queue.catch(console.error).then(async () => {
      if (own !== this.chat) return; // erased while it waited
      const soon = setTimeout(() => this.view.wait(this.words.waiting), SOON);
      const late = setTimeout(() => this.view.wait(this.words.waiting, true), LATE);
      try {
        turn.replies = await this.#patiently(own, turn);
      } catch (error) {
        turn.error = this.#failure(error, turn);
      }
      clearTimeout(soon);
      clearTimeout(late);
      this.#done(own, turn);
    });
  }

  /** @param {Chat} own @param {Turn} turn */
  #done(own, turn) {
    if (own !== this.chat) { // erased meanwhile, with a session that this turn may have started
      if (own.token && !this.chat.erase.includes(own.token)) this.chat.erase.push(own.token);
      return;
    }
    this.view.wait("");
    if (turn.send && own.token) own.turns.filter((other) => !other.send && other.error).forEach((old) => this.#drop(old));
    this.keep();
    this.view.answer(turn);
    if (this.#notice) this.view.notice(this.#notice);
    this.#notice = "";
    if (turn.error?.final && turn.said) this.view.giveBack(turn.said);
  }

  /** The replies to a turn; when the server asks to wait, it is sent once more after that. */
  /** @param {Chat} own @param {Turn} turn */
  async #patiently(own, turn) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#deliver(own, turn);
      } catch (error) {
        const { status, after } = /** @type {import("./channel.js").ChannelError} */ (error);
        if (status !== 429 || !after || tries > PATIENCE || own !== this.chat) throw error;
        this.view.wait(fill(this.words.busy, { n: after }), true);
        await new Promise((resolve) => {
          this.#wake = () => resolve(null);
          setTimeout(resolve, after * 1000);
        });
        if (own !== this.chat) throw error;
      }
    }
  }

  /** The replies to a turn. A session that is gone is replaced, and the message sent once more. */
  /** @param {Chat} own @param {Turn} turn */
  async #deliver(own, turn) {
    if (!turn.send) return this.#open(own);
    if (!own.token) await this.#open(own);
    /** @param {NonNullable<Turn["send"]>} body */
    const send = async (body) => (await this.channel.send(own.token ?? "", body)).messages;
    const words = { text: turn.said ?? "" };
    try {
      return await send(turn.send);
    } catch (problem) {
      const error = /** @type {import("./channel.js").ChannelError} */ (problem);
      // A choice that this session did not offer: its words do the same.
      if (error.code === "not_offered") return send(words);
      if (!error.gone) throw error;
      await this.#open(own);
      return [{ text: this.words.anew }, ...await send(words)];
    }
  }

  /** Start a session, once earlier conversations are erased; gives the greeting. */
  /** @param {Chat} own */
  async #open(own) {
    for (; own.erase.length; own.erase.shift()) {
      await this.channel.erase(own.erase[0]).catch((error) => {
        if (!error.gone) throw Object.assign(error, { before: this.words.notErased });
      });
      this.#notice = this.words.erased;
    }
    /** @type {Message[]} */
    let unknown = [];
    const started = await this.channel.start(own.municipality).catch((error) => {
      if (error.code !== "municipality_not_found") throw error;
      unknown = [{ text: fill(this.words.unknown, { name: own.municipality ?? "" }) }];
      return this.channel.start(null);
    });
    const { token, messages } = started;
    own.token = token;
    const { name, phone } = messages[0]?.custom?.municipality ?? {};
    own.contact = name && phone ? { name, phone } : null;
    return [...messages, ...unknown];
  }

  /**
   * What to say of an error, and what can be done about it.
   * @param {any} error
   * @param {Turn} turn
   * @returns {Failure}
   */
  #failure(error, turn) {
    const { kind, status, before } = error;
    if (!kind) console.error(error); // a mistake of ours: the visitor is helped all the same
    const { never, offline, notAllowed } = this.words;
    const down = !kind || kind === "never" || status >= 500;
    const text = { offline, origin: notAllowed }[/** @type {string} */ (kind)] ?? (down ? never : error.message || never);
    return {
      text: before ? `${before} ${text}` : text,
      final: Boolean(turn.send) && (status === 400 || status === 413),
      offline: kind === "offline",
      help: down || kind === "origin",
      page: kind === "origin",
    };
  }
}

/** @returns {Chat | null} */
function restored() {
  try {
    const chat = JSON.parse(sessionStorage.getItem(KEPT_AS) ?? "null");
    return Array.isArray(chat?.turns) && Array.isArray(chat.erase) ? chat : null;
  } catch {
    return null;
  }
}
