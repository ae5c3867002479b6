// Reading aloud, with a Dutch voice of the visitor's own device: a voice over the internet would tell others what is read.

const synthesis = "speechSynthesis" in window ? window.speechSynthesis : null;

const dutchVoice = () => synthesis?.getVoices().find(({ lang, localService }) => localService && /^nl\b/i.test(lang));

/**
 * Tells whether reading aloud is possible, now and when that changes: voices come late.
 * @param {(possible: boolean) => void} tell
 */
export function whenPossible(tell) {
  tell(Boolean(dutchVoice()));
  synthesis?.addEventListener("voiceschanged", () => tell(Boolean(dutchVoice())));
}

/**
 * @param {string} text
 * @param {() => void} done
 */
export function speak(text, done) {
  silence();
  const voice = dutchVoice();
  if (!synthesis || !voice) return done();
  const utterance = new SpeechSynthesisUtterance(text);
  Object.assign(utterance, { voice, lang: voice.lang, onend: done, onerror: done });
  synthesis.speak(utterance);
}

export function silence() {
  synthesis?.cancel();
}
