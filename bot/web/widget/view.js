// Shows one conversation in a panel, and passes on what the visitor does there.

import { Conversation } from "./conversation.js";
import { element } from "./dom.js";
import { panel } from "./panel.js";
import { actions, failure, question, reply, settle } from "./replies.js";
import { silence } from "./speech.js";
import { print, save } from "./transcript.js";
import { fill } from "./words.js";

const MOST = 1000; // characters in a message; longer ones the server refuses
const READ_BY_THEN = 8000; // an announcement left standing would be met a second time by who reads the page

/** @implements {View} */
export class ConversationView {
  /** @type {Map<Turn, HTMLElement>} */
  #items = new Map();
  /** @type {number | undefined} */
  #timer;
  #restoring = false;

  /**
   * @param {import("./channel.js").Channel} channel
   * @param {import("./words.js").Words} words
   * @param {{ title: string, inPage: boolean, municipality: string | null, close: () => void }} settings
   */
  constructor(channel, words, { title, inPage, municipality, close }) {
    this.home = channel.home;
    this.words = words;
    this.parts = panel(words, title, inPage, (tool) => (tool === "close" ? close() : this.#use(tool)));
    this.conversation = new Conversation(channel, municipality, words, this);
    this.#listen();
    // A page that the browser kept as it was left: more may have been said on the pages after it.
    addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return;
      this.conversation.reread();
      this.clear();
      this.restore();
    });
  }

  /** Show what was said on an earlier page, without a word to screen readers. */
  restore() {
    this.#restoring = true;
    this.parts.field.value = this.conversation.chat.draft;
    this.conversation.restore();
    this.#restoring = false;
  }

  /** The last that was said, from its start. */
  toLast() {
    const last = this.#last;
    // Above the first stands what holds for all.
    if (last) this.parts.scroller.scrollTop = last.previousElementSibling ? last.offsetTop : 0;
    this.#grow();
  }

  /** @param {Turn} turn */
  show(turn) {
    const item = element("li");
    item.tabIndex = -1; // takes the focus when the button that was pressed goes away
    if (turn.said) item.append(question(turn.said, this.words));
    this.#items.set(turn, item);
    this.parts.log.append(item);
    this.#settle();
    this.toLast();
  }

  /** @param {Turn} turn */
  answer(turn) {
    const item = this.#items.get(turn);
    if (!item) return;
    const { words } = this;
    if (turn.error) {
      const page = new URL("chat", this.home);
      const box = failure(turn.error, this.conversation.chat.contact, words, page, () => {
        this.conversation.again(turn);
        this.#last?.focus({ preventScroll: true });
      });
      item.append(box);
      this.#announce([...box.querySelectorAll("p")].map((line) => line.textContent));
    } else {
      /** @type {import("./replies.js").Choose} */
      const choose = (said, payload) => this.#choose(said, payload);
      const buttons = turn.replies.flatMap((message) => message.buttons ?? []).length;
      item.append(...turn.replies.map((message) => reply(message, words, choose)), actions(turn.replies, words, choose));
      this.#announce([...turn.replies.map(({ text }) => text), buttons ? fill(words.choices, { n: buttons }) : ""]);
    }
    this.#settle();
    this.toLast();
  }

  /** @param {Turn} turn */
  drop(turn) {
    this.#items.get(turn)?.remove();
    this.#items.delete(turn);
  }

  clear() {
    silence();
    this.#items.clear();
    this.parts.log.replaceChildren();
    this.parts.field.value = this.conversation.chat.draft;
    this.wait("");
  }

  /**
   * @param {string} text
   * @param {boolean} [late]
   */
  wait(text, late = false) {
    const { waiting, scroller } = this.parts;
    waiting.textContent = text;
    waiting.hidden = !text;
    if (!text) return;
    scroller.scrollTop = scroller.scrollHeight;
    if (late) this.#announce([text]);
  }

  /** @param {string} text */
  notice(text) {
    this.parts.hint.textContent = text;
    this.#announce([this.parts.status.textContent, text]);
  }

  /** @param {string} text */
  giveBack(text) {
    const { field } = this.parts;
    field.value = field.value.trim() ? `${text}\n${field.value}` : text;
    this.#typed();
  }

  get #last() {
    return /** @type {HTMLElement | null} */ (this.parts.log.lastElementChild);
  }

  /** Only the last answer has buttons; what was offered before stays to be read. */
  #settle() {
    const { turns } = this.conversation.chat;
    turns.slice(0, -1).forEach((turn, at) => {
      const item = this.#items.get(turn);
      if (item && !turn.error) settle(item, turns[at + 1], this.words);
    });
  }

  /** @param {(string | null | undefined)[]} texts */
  #announce(texts) {
    if (this.#restoring) return;
    const { status } = this.parts;
    clearTimeout(this.#timer);
    status.textContent = texts.filter(Boolean).join("\n");
    this.#timer = setTimeout(() => { status.textContent = ""; }, READ_BY_THEN);
  }

  // What the visitor does

  /**
   * @param {string} said
   * @param {string} payload
   */
  #choose(said, payload) {
    this.conversation.say(said, { payload });
    this.#last?.focus({ preventScroll: true });
  }

  /** @param {import("./panel.js").Tool} tool */
  #use(tool) {
    const { words, conversation } = this;
    const { field, keep } = this.parts;
    if (tool === "person") this.#choose(words.personSaid, "/contact/medewerker");
    if (tool === "save") save(conversation.chat.turns, words);
    if (tool === "print") print(conversation.chat.turns, words, new URL("widget.css", this.home).href, this.parts.box);
    if (tool === "erase") {
      conversation.erase();
      field.focus();
    }
    keep.open = false;
  }

  #listen() {
    const { field, form } = this.parts;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    field.addEventListener("input", () => this.#typed());
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    });
  }

  #send() {
    const { field, hint } = this.parts;
    const text = field.value.trim();
    field.focus();
    if (!text) this.notice(this.words.empty);
    else if (text.length > MOST) this.notice(fill(this.words.tooLong, { n: text.length }));
    else {
      field.value = hint.textContent = "";
      this.#typed();
      this.conversation.say(text, { text });
    }
  }

  #typed() {
    const { field, hint } = this.parts;
    hint.textContent = "";
    this.conversation.remember({ draft: field.value });
    this.#grow();
  }

  /** As high as what is typed, up to what the style sheet allows. */
  #grow() {
    const { field } = this.parts;
    field.rows = 1;
    while (field.rows < 5 && field.scrollHeight > field.clientHeight) field.rows += 1;
  }
}
