// The custom element <wmo-wegwijzer>: a launcher with a dialog, or the conversation in the page itself.

import { Channel } from "./channel.js";
import { check } from "./colours.js";
import { button, element } from "./dom.js";
import { silence } from "./speech.js";
import { ConversationView } from "./view.js";
import { wordsIn } from "./words.js";

/** Where the script came from: the assistant is there too, whatever page this is. Set by start.js. */
export const origin = { home: new URL(location.href) };

export class Widget extends HTMLElement {
  #small = matchMedia("(max-width: 40em), (max-height: 30em)");
  #words = wordsIn("nl");
  /** @type {ConversationView | null} */
  #view = null;
  /** @type {HTMLButtonElement | null} */
  #launcher = null;
  /** @type {Element | null} what had the focus when the dialog was opened */
  #cameFrom = null;

  connectedCallback() {
    document.addEventListener("keydown", this.#escape);
    if (this.#view) return; // was moved within the page
    const { lang, title, position, launcher, municipality } = this.dataset;
    const place = (this.getAttribute("municipality") ?? municipality ?? "").trim().slice(0, 100);
    this.#words = wordsIn(lang);
    this.#view = new ConversationView(new Channel(origin.home), this.#words, {
      title: title || this.#words.title, inPage: this.#inPage, municipality: place || null, close: () => this.close(),
    });
    if (!this.#inPage && launcher !== "none") {
      this.#launcher = button("", () => this.open(), "launcher");
      this.#launcher.setAttribute("aria-haspopup", "dialog");
    }
    this.#dress(this.#view, position === "left" ? "left" : "right");
    this.#view.restore();
    const { open } = this.#view.conversation.chat;
    // On a small screen the dialog covers the page that the visitor came for, and takes the focus: not by itself.
    if (this.#inPage || (!this.#small.matches && (open ?? "open" in this.dataset))) this.#appear();
    this.#invite();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#escape);
    silence();
  }

  /** Open the conversation and go there. */
  open() {
    if (!this.#view) return;
    const { box, field } = this.#view.parts;
    if (!this.#isOpen) {
      this.#cameFrom = document.activeElement;
      this.#view.conversation.remember({ open: true });
      if (this.#small.matches) /** @type {HTMLDialogElement} */ (box).showModal();
      this.#appear();
    }
    // A keyboard on the screen would cover the greeting.
    (matchMedia("(pointer: fine)").matches ? field : box).focus();
  }

  /** Close the dialog; if the focus is in it, it goes back to where it came from. */
  close() {
    if (!this.#view || this.#inPage || !this.#isOpen) return;
    const inside = this.shadowRoot?.activeElement;
    silence();
    /** @type {HTMLDialogElement} */ (this.#view.parts.box).close();
    this.#view.conversation.remember({ open: false });
    this.#invite();
    if (!inside) return;
    const from = /** @type {HTMLElement | null} */ (this.#cameFrom);
    (from?.isConnected && from !== this && from !== document.body ? from : this.#launcher)?.focus();
  }

  /** Placed in the page by its author, instead of over it by the script tag. */
  get #inPage() {
    return !("launched" in this.dataset);
  }

  get #isOpen() {
    return this.#inPage || this.#view?.parts.box.hasAttribute("open");
  }

  #appear() {
    if (!this.#view) return;
    // Unlike show(), this leaves the focus where it is.
    if (!this.#inPage) this.#view.parts.box.setAttribute("open", "");
    this.#view.conversation.start();
    this.#view.toLast();
    this.#invite();
  }

  /** Enlarged or turned while it was open: what covers the page keeps the focus, what does not lets it go. */
  #fit() {
    if (!this.#view || this.#inPage || !this.#isOpen) return;
    const box = /** @type {HTMLDialogElement} */ (this.#view.parts.box);
    const focused = /** @type {HTMLElement | null | undefined} */ (this.shadowRoot?.activeElement);
    box.close();
    if (this.#small.matches) box.showModal();
    this.#appear();
    focused?.focus();
  }

  #invite() {
    if (!this.#launcher) return;
    this.#launcher.hidden = Boolean(this.#isOpen);
    const asked = this.#view?.conversation.chat.turns.some(({ said }) => said);
    this.#launcher.textContent = asked ? this.#words.launcherAgain : this.#words.launcher;
  }

  /**
   * @param {ConversationView} view
   * @param {string} position
   */
  #dress(view, position) {
    const style = Object.assign(element("link"), { rel: "stylesheet", href: new URL("widget.css", origin.home).href });
    const themed = element("div", `themed ${this.#inPage ? "in-page" : position}`, view.parts.box);
    themed.lang = this.#words.locale.slice(0, 2);
    if (this.#launcher) themed.prepend(this.#launcher);
    themed.hidden = true; // until it is dressed
    style.onload = style.onerror = () => {
      themed.hidden = false;
      check(themed);
      view.toLast();
    };
    this.#small.addEventListener("change", () => this.#fit());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => check(themed));
    view.parts.box.addEventListener("cancel", (event) => event.preventDefault()); // #escape sees to it
    this.attachShadow({ mode: "open" }).append(style, themed);
  }

  #escape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && !event.defaultPrevented) this.close();
  };
}
