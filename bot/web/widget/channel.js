// Talks to the web channel: JSON over HTTP, with a limit to how long it takes.

const SECONDS = 10;

/** Something the assistant's server refused, or a server that did not answer. */
export class ChannelError extends Error {
  /**
   * @param {"refused" | "never" | "offline" | "origin"} kind
   * @param {string} [text] the server's own words
   * @param {{ status?: number, code?: string, after?: number }} [details] `after` how many seconds to try again
   */
  constructor(kind, text = "", { status = 0, code = "", after = 0 } = {}) {
    super(text);
    this.kind = kind;
    this.status = status;
    this.code = code;
    this.after = after;
  }

  /** Whether the session that was named is not there any more. */
  get gone() {
    return this.status === 401 || (this.status === 404 && this.code === "session_not_found");
  }
}

export class Channel {
  /** @param {URL} home where the widget's script came from */
  constructor(home) {
    this.home = home;
  }

  /** @param {string | null} municipality */
  start(municipality) {
    return this.#call("POST", "sessions", null, { municipality });
  }

  /** @param {string} token @param {NonNullable<Turn["send"]>} body */
  send(token, body) {
    return this.#call("POST", "messages", token, body);
  }

  /** @param {string} token */
  erase(token) {
    return this.#call("DELETE", "sessions", token);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {string | null} token
   * @param {object} [body]
   * @returns {Promise<{ token: string, messages: Message[] }>}
   */
  async #call(method, path, token, body) {
    /** @type {Record<string, string>} */
    const headers = { "Content-Type": "application/json" };
    if (token) headers.Authorization = `Bearer ${token}`;
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), SECONDS * 1000);
    let response, content;
    try {
      response = await fetch(new URL(`webhooks/web/${path}`, this.home), {
        method, headers, credentials: "omit", signal: controller.signal, body: body && JSON.stringify(body),
      });
      content = response.status === 204 ? {} : await response.json().catch(() => ({}));
    } catch {
      throw new ChannelError(controller.signal.aborted ? "never" : await this.#reason());
    } finally {
      clearTimeout(timer);
    }
    // A proxy's own page is no answer, whatever its status.
    if (response.ok && (response.status === 204 || Array.isArray(content.messages))) return content;
    throw new ChannelError("refused", content.error?.message, {
      status: response.status, code: content.error?.code, after: Number(response.headers.get("Retry-After")),
    });
  }

  /** Why the server cannot be reached: a browser does not tell a website that is not allowed from no connection. */
  async #reason() {
    if (this.home.origin === location.origin) return "offline";
    try {
      await fetch(new URL("widget.css", this.home), { mode: "no-cors", credentials: "omit", cache: "no-store" });
    } catch {
      return "offline";
    }
    console.error(`Wmo-wegwijzer: add ${location.origin} to WMO_ALLOWED_ORIGINS at ${this.home.origin}.`);
    return "origin";
  }
}
