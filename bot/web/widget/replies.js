// How one turn looks: what the visitor said, the replies with all that belongs to them, or what went wrong.

import { button, element, link, list } from "./dom.js";
import { silence, speak, whenPossible } from "./speech.js";
import { paragraphs } from "./text.js";
import { sourceName } from "./transcript.js";
import { fill, NATIONAL } from "./words.js";

/** @typedef {(said: string, payload: string) => void} Choose */

/**
 * @param {string} className
 * @param {string} who
 * @param {Node[]} content
 * @param {string} [lang]
 */
function bubble(className, who, content, lang = "nl") {
  const text = element("div", "text", ...content);
  text.lang = lang; // also where the widget's own words are in another language
  text.dir = "auto";
  return element("div", className, element("p", "who", who), text);
}

/**
 * @param {string} said
 * @param {import("./words.js").Words} words
 */
export function question(said, words) {
  return bubble("you", words.you, [element("p", "", said)]);
}

/**
 * @param {Message} message
 * @param {import("./words.js").Words} words
 * @param {Choose} choose
 */
export function reply({ text = "", buttons = [], custom = {} }, words, choose) {
  const made = bubble("bot", words.bot, paragraphs(text, custom.begrippen), custom.lang);
  const links = (custom.links ?? []).map(({ title, url }) => link(title, url));
  const sources = (custom.sources ?? []).map((source) => link(sourceName(source, words), source.url));
  if (links.length) made.append(list("links", links));
  if (sources.length) {
    made.append(element("details", "", element("summary", "", words.sources), list("sources", sources)));
  }
  if (buttons.length) {
    made.append(list("choices", buttons.map(({ title, payload }) => {
      const made = button(title, () => choose(title, payload));
      made.dataset.payload = payload;
      made.lang = "nl";
      return made;
    })));
  }
  return made;
}

/**
 * What can be done with the last answer: hear it, have it explained, say whether it helped.
 * @param {Message[]} messages
 * @param {import("./words.js").Words} words
 * @param {Choose} choose
 */
export function actions(messages, words, choose) {
  const key = messages[0]?.custom?.question ?? "";
  const made = element("div", "actions", aloud(messages, words));
  // Greetings and the like cannot be explained; in danger there are other things to do.
  if (!/^(gesprek|veiligheid)\//.test(key) && key) {
    made.append(button(words.easier, () => choose(words.easierSaid, "/gesprek/makkelijker"), "now"));
  }
  if (key && (!/^(gesprek|veiligheid)\//.test(key) || key === "gesprek/makkelijker")) {
    const useful = element(
      "span", "useful now", element("span", "", words.useful),
      button(words.yes, () => choose(words.usefulYes, "/gesprek/feedback_goed")),
      button(words.no, () => choose(words.usefulNo, "/gesprek/feedback_slecht")),
    );
    useful.setAttribute("role", "group");
    useful.setAttribute("aria-label", words.useful);
    made.append(useful);
  }
  return made;
}

/**
 * @param {Message[]} messages
 * @param {import("./words.js").Words} words
 */
function aloud(messages, words) {
  let reading = false;
  /** @param {boolean} now */
  const show = (now) => {
    reading = now;
    made.textContent = now ? words.silent : words.aloud;
  };
  const made = button(words.aloud, () => {
    if (reading) return silence();
    speak(messages.map(({ text }) => text).join("\n"), () => show(false));
    show(true);
  });
  whenPossible((possible) => { made.hidden = !possible; });
  return made;
}

/**
 * The buttons of an answer that is not the last any more, as text; the one that was chosen is marked.
 * @param {HTMLElement} item
 * @param {Turn | undefined} next what the visitor said after it
 * @param {import("./words.js").Words} words
 */
export function settle(item, next, words) {
  for (const old of item.querySelectorAll(".now")) old.remove();
  for (const old of /** @type {NodeListOf<HTMLElement>} */ (item.querySelectorAll(".choices button"))) {
    const chosen = next?.send && "payload" in next.send && next.send.payload === old.dataset.payload;
    const text = element("span", chosen ? "chosen" : "", old.textContent ?? "");
    text.lang = "nl";
    old.replaceWith(text, ...(chosen ? [` (${words.chosen})`] : []));
  }
}

/**
 * @param {Failure} error
 * @param {Contact | null} contact
 * @param {import("./words.js").Words} words
 * @param {URL} page where the conversation can also be had
 * @param {() => void} again
 */
export function failure(error, contact, words, page, again) {
  const text = element("div", "text", element("p", "", error.text));
  const made = element("div", "error", text);
  if (error.help) {
    const call = contact ? fill(words.call, contact) : fill(words.callNational, NATIONAL);
    text.append(...paragraphs(`${call}\n${words.danger}`));
  }
  if (error.page) text.append(element("p", "", link(words.page, page.href)));
  else if (!error.final) made.append(button(words.again, again));
  return made;
}
