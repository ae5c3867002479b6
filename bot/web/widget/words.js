// The widget's own words. The assistant itself speaks Dutch, whatever the language of these.

/** Where people find help when the number of their municipality is not known: `regelhulp` in landelijk.yml. */
export const NATIONAL = { name: "Regelhulp", page: "www.regelhulp.nl" };

const nl = {
  locale: "nl-NL",
  title: "Wmo-wegwijzer",
  launcher: "Stel uw vraag",
  launcherAgain: "Verder met uw vraag",
  close: "Sluiten",
  conversation: "Gesprek",
  you: "U",
  bot: "Wmo-wegwijzer",
  field: "Uw vraag",
  send: "Verstuur",
  person: "Een mens spreken",
  personSaid: "Ik wil een mens spreken",
  erase: "Wis gesprek",
  keep: "Bewaren",
  print: "Print dit gesprek",
  save: "Bewaar als bestand",
  file: "wmo-gesprek",
  savedOn: "Gesprek met de Wmo-wegwijzer, bewaard op",
  sources: "Waar staat dit?",
  article: "artikel",
  checked: "gecontroleerd op",
  easier: "Leg makkelijker uit",
  easierSaid: "Leg makkelijker uit",
  aloud: "Lees voor",
  silent: "Stop met voorlezen",
  useful: "Was dit nuttig?",
  yes: "Ja",
  no: "Nee",
  usefulYes: "Ja, dit was nuttig",
  usefulNo: "Nee, dit was niet nuttig",
  chosen: "gekozen",
  choices: "U kunt kiezen uit {n} knoppen.",
  language: "",
  waiting: "De Wmo-wegwijzer zoekt het antwoord",
  busy: "U stuurt veel berichten achter elkaar. Uw vraag gaat over {n} seconden vanzelf weg.",
  again: "Probeer opnieuw",
  empty: "Typ eerst uw vraag.",
  tooLong: "Uw bericht is te lang: {n} tekens. Er kunnen er 1000 in. Maak het korter, of stuur het in delen.",
  offline: "Er is geen verbinding. Zodra die er weer is, gaat dit gesprek vanzelf verder.",
  never: "De assistent geeft nu geen antwoord. Probeer het zo opnieuw.",
  notAllowed: "De Wmo-wegwijzer staat niet aan voor deze website. U kunt uw vraag wel op onze eigen pagina stellen.",
  page: "Naar de eigen pagina van de Wmo-wegwijzer",
  call: "Heeft u snel hulp nodig? Bel de gemeente {name}: {phone}.",
  callNational: "Heeft u snel hulp nodig? Bel uw gemeente. Haar nummer staat op haar website. {name} van de overheid wijst ook de weg: {page}.",
  danger: "Is er direct gevaar? Bel 112.",
  erased: "Uw gesprek is gewist.",
  notErased: "Uw gesprek is van dit scherm af, maar nog niet bij ons gewist.",
  anew: "Uw vorige gesprek was verlopen. Ik ben daarom een nieuw gesprek begonnen.",
  unknown: "De gemeente ‘{name}’ ken ik niet. U kunt uw woonplaats zelf typen.",
};

/** @type {typeof nl} */
const en = {
  locale: "en-GB",
  title: "Wmo-wegwijzer",
  launcher: "Ask a question",
  launcherAgain: "Continue your question",
  close: "Close",
  conversation: "Conversation",
  you: "You",
  bot: "Wmo-wegwijzer",
  field: "Your question (in Dutch)",
  send: "Send",
  person: "Speak to a person",
  personSaid: "Ik wil een mens spreken",
  erase: "Erase all",
  keep: "Keep",
  print: "Print this conversation",
  save: "Save as a file",
  file: "wmo-conversation",
  savedOn: "Conversation with the Wmo-wegwijzer, saved on",
  sources: "Where does it say so?",
  article: "article",
  checked: "checked on",
  easier: "Explain in easier words",
  easierSaid: "Leg makkelijker uit",
  aloud: "Read aloud",
  silent: "Stop reading",
  useful: "Was this useful?",
  yes: "Yes",
  no: "No",
  usefulYes: "Ja, dit was nuttig",
  usefulNo: "Nee, dit was niet nuttig",
  chosen: "chosen",
  choices: "There are {n} buttons to choose from.",
  language: "This assistant understands and answers in Dutch.",
  waiting: "The Wmo-wegwijzer is looking for the answer",
  busy: "You are sending many messages. Your question will be sent in {n} seconds.",
  again: "Try again",
  empty: "Type your question first.",
  tooLong: "Your message is too long: {n} characters. There is room for 1000. Make it shorter, or send it in parts.",
  offline: "There is no connection. This conversation goes on by itself once you are connected again.",
  never: "The assistant does not answer now. Try again in a moment.",
  notAllowed: "The Wmo-wegwijzer is not switched on for this website. You can ask your question on our own page.",
  page: "To the Wmo-wegwijzer's own page",
  call: "Do you need help soon? Call the municipality of {name}: {phone}.",
  callNational: "Do you need help soon? Call your municipality; its number is on its website. The government's {name} shows the way too: {page}.",
  danger: "Is anyone in danger now? Call 112.",
  erased: "Your conversation has been erased.",
  notErased: "Your conversation is off this screen, but not yet erased on our side.",
  anew: "Your earlier conversation had expired. I have started a new one.",
  unknown: "I do not know the municipality ‘{name}’. You can type where you live.",
};

/** @typedef {typeof nl} Words */

/**
 * The words in a language.
 * @param {string | undefined} language
 * @returns {Words}
 */
export function wordsIn(language) {
  return language === "en" ? en : nl;
}

/**
 * A sentence with its blanks filled in.
 * @param {string} sentence
 * @param {{ [name: string]: string | number } | Contact} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(/** @type {any} */ (values)[name]));
}
