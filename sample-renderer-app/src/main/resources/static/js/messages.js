// The messages of the server, and of the parts of this page to each other ("page:…").

const listeners = new Map();

/** Calls the listener with the data of every message of this type. */
export function on(type, listener) {
  if (!listeners.has(type)) listeners.set(type, []);
  listeners.get(type).push(listener);
}

export function tell(type, data) {
  for (const listener of listeners.get(type) ?? []) listener(data);
}

/** Opens the stream. The browser opens it again by itself whenever it breaks. */
export function connect() {
  const source = new EventSource("/api/messages");
  source.onopen = () => tell("page:online", true);
  source.onerror = () => {
    tell("page:online", false);
    // Refused, and not tried again by the browser
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
  };
  source.onmessage = event => {
    for (const message of JSON.parse(event.data)) tell(message.type, message.data);
  };
  addEventListener("pagehide", () => source.close());
}
