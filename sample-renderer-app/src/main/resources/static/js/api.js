// Requests to the server.

const COOKIE = "editor-token=";

/** The token that only a script of this page can read: with it the server knows that the request is ours. */
function token() {
  const cookie = document.cookie.split("; ").find(each => each.startsWith(COOKIE));
  return cookie ? cookie.slice(COOKIE.length) : "";
}

async function answer(response) {
  if (response.ok) return response.status === 204 || response.headers.get("content-length") === "0" ? null : response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? `The editor answered ${response.status}`);
}

export async function get(path) {
  return answer(await fetch(path));
}

export async function post(path, body = {}) {
  return answer(await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Editor-Token": token() },
    body: JSON.stringify(body),
  }));
}

/** Tells the conductor what the user did. Nobody waits for it, and nothing depends on it. */
export function interaction(action, target = null) {
  post("/api/interactions", { action, target }).catch(() => {});
}
