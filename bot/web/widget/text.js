// The text of a message: paragraphs and lists, with links and explained words in it.

import { button, element, link } from "./dom.js";

const PHONE = /\b(?:14 ?0\d{2,3}|0\d{1,3}[ -]?\d(?:[ -]?\d){2,8}|11[23])\b/;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const SITE = /(?:https?:\/\/|\bwww\.)[^\s<>"]*[^\s<>".,;:!?)]|\b[\w-]+(?:\.[\w-]+)*\.nl\b(?:\/[\w/-]*)?/;
const LINKS = new RegExp([EMAIL, SITE, PHONE].map(({ source }) => `(${source})`).join("|"), "gi");

/**
 * @param {string} text
 * @param {Term[]} [terms] explained where they first stand in the text
 */
export function paragraphs(text, terms = []) {
  const open = [...terms];
  // A sum of money is not split over two lines.
  /** @type {HTMLElement[]} */
  const made = [];
  /** @type {HTMLElement} */
  let last = element("p");
  let apart = true;
  // A sum of money is not split over two lines.
  for (const line of text.replace(/€ /g, "€\u00a0").trim().split("\n")) {
    const [, bullet = "", said = line] = line.match(/^\s*(-|•|\d+\.)\s+(.*)$/) ?? [];
    if (!said.trim()) {
      apart = true;
      continue;
    }
    const tag = !bullet ? "p" : /\d/.test(bullet) ? "ol" : "ul";
    if (apart || last.localName !== tag) made.push(last = element(tag));
    else if (tag === "p") last.append(element("br"));
    apart = false;
    const parts = inline(said, open);
    if (tag === "p") {
      last.append(...parts);
      continue;
    }
    const item = element("li", "", ...parts);
    if (tag === "ol") item.value = Number.parseInt(bullet, 10);
    last.append(item);
  }
  return made;
}

/**
 * @param {string} text
 * @param {Term[]} open terms that were not met yet; those that are found are taken out
 * @returns {(Node | string)[]}
 */
function inline(text, open) {
  /** @type {{ start: number, end: number, nodes: (Node | string)[] }[]} */
  const found = [];
  for (const match of text.matchAll(LINKS)) {
    const [whole, email, site, phone] = match;
    const start = match.index ?? 0;
    if (phone && !isPhone(phone, text.slice(0, start), text.slice(start + whole.length))) continue;
    const url = email ? `mailto:${email}` : site ? site.replace(/^(?!https?:)/i, "https://") : `tel:${phone.replace(/\D/g, "")}`;
    found.push({ start, end: start + whole.length, nodes: [link(whole, url)] });
  }
  for (const term of [...open]) {
    const start = wordAt(text, term.woord);
    const end = start + term.woord.length;
    if (start < 0 || found.some((other) => start < other.end && other.start < end)) continue;
    open.splice(open.indexOf(term), 1);
    found.push({ start, end, nodes: explained(term) });
  }
  found.sort((one, other) => one.start - other.start);
  /** @type {(Node | string)[]} */
  const parts = [];
  let at = 0;
  for (const { start, end, nodes } of found) {
    parts.push(text.slice(at, start), ...nodes);
    at = end;
  }
  return [...parts, text.slice(at)];
}

/**
 * Whether digits are a telephone number, and not a sum, a year or part of something longer.
 * @param {string} digits
 * @param {string} before
 * @param {string} after
 */
function isPhone(digits, before, after) {
  if (/[€\d.,/-]\s?$/.test(before) || /^(?:[.,/-]?\d| ?%)/.test(after)) return false;
  if (digits.length === 3) return /(?:bel(?:len)?|nummer|call|met|of|via|bij|nu)\W{1,3}$/i.test(before);
  const { length } = digits.replace(/\D/g, "");
  return digits.startsWith("14") || length === 10 || (length >= 8 && /^0[89]0/.test(digits));
}

/**
 * Where a word stands by itself in a text, or -1.
 * @param {string} text
 * @param {string} word
 */
function wordAt(text, word) {
  for (let at = text.indexOf(word); word && at >= 0; at = text.indexOf(word, at + 1)) {
    const around = (text[at - 1] ?? " ") + (text[at + word.length] ?? " ");
    if (!/[\p{L}\d-]/u.test(around)) return at; // not in the name Wmo-wegwijzer
  }
  return -1;
}

/**
 * A word as a button that unfolds its meaning right behind it.
 * @param {Term} term
 */
function explained({ woord, uitleg }) {
  const meaning = element("span", "meaning", ` (${uitleg.replace(/[.\s]+$/, "")}) `);
  meaning.hidden = true;
  const word = button(woord, () => {
    meaning.hidden = !meaning.hidden;
    word.setAttribute("aria-expanded", String(!meaning.hidden));
  }, "term");
  word.setAttribute("aria-expanded", "false");
  return [word, meaning];
}
