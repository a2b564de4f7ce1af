/** Signing up from inside of a room: by the form of the sign-up page, which answers a script in JSON. */

/** What is wrong, by field; `all` is of the form as a whole. Nothing, where she is signed up and in. */
export type Wrong = Readonly<Record<string, readonly string[]>>;

interface Answered {
  readonly form?: {
    readonly errors: readonly string[];
    readonly fields: Readonly<Record<string, { readonly errors: readonly string[] }>>;
  };
}

const ADDRESS = "/accounts/signup/";
const PATIENCE_MS = 15_000;

/** Throws where there was no answer, or one that says nothing of the form: nobody knows then whether it worked. */
export async function signUp(fields: Readonly<Record<string, string>>): Promise<Wrong> {
  // A room's page may come to guests without a token; the form's own page has one.
  if (csrf() === null) await fetch(ADDRESS, { signal: AbortSignal.timeout(PATIENCE_MS) });
  const answer = await fetch(ADDRESS, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: {
      "X-Requested-With": "XMLHttpRequest",
      "X-CSRFToken": csrf() ?? "",
      Accept: "application/json",
    },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.ok) return {};
  const { form } = (await answer.json()) as Answered;
  if (!form) throw new Error("no form");
  const wrong = Object.entries(form.fields).map(([name, { errors }]) => [name, errors] as const);
  const all = [...wrong, ["all", form.errors] as const].filter(([, errors]) => errors.length > 0);
  return Object.fromEntries(all);
}

function csrf(): string | null {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? null;
}
