// What the web channel sends (docs/architecture.md), and what the widget keeps of a conversation.

/** A button under a message. */
interface Choice { title: string; payload: string }
interface Link { title: string; url: string }
interface Source { title: string; article?: string; url?: string; checked?: string }
/** A difficult word as it stands in the text, and what it means. */
interface Term { woord: string; uitleg: string }
/** Whom to call when the assistant does not answer. */
interface Contact { name: string; phone: string }

interface Custom {
  question?: string;
  suggestions?: string[];
  sources?: Source[];
  links?: Link[];
  begrippen?: Term[];
  lang?: string; // of the text, where that is not Dutch
  municipality?: { name?: string; phone?: string };
}

/** What the assistant says: Rasa's message object. */
interface Message { text?: string; buttons?: Choice[]; custom?: Custom }

/** Why a turn got no reply. What is `final` would fail again as it is; what is `offline` is sent again by itself. */
interface Failure { text: string; final?: boolean; offline?: boolean; help?: boolean; page?: boolean }

/** What the visitor said (null for the greeting), what is sent for it, and the replies or what went wrong. */
interface Turn {
  said: string | null;
  send: { text: string } | { payload: string } | null;
  replies: Message[];
  error: Failure | null;
}

/** A conversation as it is kept in the tab; `erase` has the tokens of earlier ones that still have to be erased. */
interface Chat {
  token: string | null;
  municipality: string | null;
  contact: Contact | null;
  turns: Turn[];
  erase: string[];
  draft: string;
  open: boolean | null;
}

/** The part of the widget that shows a conversation. */
interface View {
  show(turn: Turn): void;
  answer(turn: Turn): void;
  drop(turn: Turn): void;
  clear(): void;
  /** What is being waited for, or nothing. `late` when a person may think that nothing happens. */
  wait(text: string, late?: boolean): void;
  notice(text: string): void;
  /** Put a text that could not be sent back where it was typed. */
  giveBack(text: string): void;
}
