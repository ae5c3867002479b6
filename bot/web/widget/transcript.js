// The conversation on paper or in a file; both are made in the browser, and nothing is sent anywhere.

import { element } from "./dom.js";

/**
 * @typedef {{ who: string, text: string }} Line
 * @param {Turn[]} turns
 * @param {import("./words.js").Words} words
 * @returns {Line[]}
 */
function lines(turns, words) {
  return turns.flatMap(({ said, replies, error }) => [
    ...(said ? [{ who: words.you, text: said }] : []),
    ...replies.map(({ text, custom }) => ({
      who: words.bot,
      text: [
        text,
        ...(custom?.links ?? []).map(({ title, url }) => `${title}: ${url}`),
        ...(custom?.sources ?? []).map((source) => `${words.sources} ${sourceName(source, words)} ${source.url ?? ""}`),
      ].filter(Boolean).join("\n"),
    })),
    ...(error ? [{ who: words.bot, text: error.text }] : []),
  ]);
}

/**
 * @param {Source} source
 * @param {import("./words.js").Words} words
 */
export function sourceName({ title, article, checked }, words) {
  const name = article ? `${title}, ${words.article} ${article}` : title;
  return checked ? `${name} (${words.checked} ${day(new Date(checked), words)})` : name;
}

/**
 * @param {Date} date
 * @param {import("./words.js").Words} words
 */
function day(date, words) {
  return date.toLocaleDateString(words.locale, { dateStyle: "long" });
}

/**
 * @param {Turn[]} turns
 * @param {import("./words.js").Words} words
 */
export function save(turns, words) {
  const text = [`${words.savedOn} ${day(new Date(), words)}`, ...lines(turns, words).map(({ who, text }) => `${who}:\n${text}`)];
  const file = element("a");
  // The mark at the start tells old programs that this is Unicode; all programs know these line ends.
  file.href = URL.createObjectURL(new Blob([`\ufeff${text.join("\n\n")}\n`.replace(/\n/g, "\r\n")], { type: "text/plain" }));
  file.download = `${words.file}.txt`;
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), 60_000);
}

/**
 * Print from a frame of its own, so that the page around the widget stays off the paper.
 * @param {Turn[]} turns
 * @param {import("./words.js").Words} words
 * @param {string} stylesheet
 * @param {HTMLElement} root
 */
export function print(turns, words, stylesheet, root) {
  root.querySelector("iframe")?.remove();
  const frame = element("iframe", "paper");
  frame.title = words.print;
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  root.append(frame);
  const page = frame.contentDocument;
  if (!page) return;
  page.title = words.title;
  page.documentElement.lang = "nl";
  const style = Object.assign(page.createElement("link"), { rel: "stylesheet", href: stylesheet });
  page.head.append(style);
  page.body.className = "paper";
  page.body.append(
    element("h1", "", `${words.savedOn} ${day(new Date(), words)}`),
    ...lines(turns, words).map(({ who, text }) => element("p", "", element("strong", "", who), `\n${text}`)),
  );
  style.onload = style.onerror = () => frame.contentWindow?.print();
}
