/** The least a test needs: a sentence, a body, and whole-value comparison. BrowserLogicE2E runs what is declared. */
const tests = [];

/** @param {string} sentence @param {() => void | Promise<void>} body */
export function test(sentence, body) {
  tests.push({sentence, body});
}

/** Compares by what the values say; the message shows both. */
export function equal(actual, expected) {
  const [left, right] = [said(actual), said(expected)];
  if (left !== right) throw new Error(`expected ${right}\n but was ${left}`);
}

function said(value) {
  return JSON.stringify(value, (_, part) => {
    if (part === undefined) return 'undefined';
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Waits for something that takes a moment. */
export async function eventually(condition, what) {
  for (let turn = 0; turn < 2000; turn++) {
    if (await condition()) return;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error(`never: ${what}`);
}

/** @returns {Promise<{sentence: string, failure: string}[]>} */
export async function run() {
  const results = [];
  for (const {sentence, body} of tests) {
    try {
      await body();
      results.push({sentence, failure: ''});
    } catch (failure) {
      results.push({sentence, failure: String(failure?.stack ?? failure)});
    }
  }
  return results;
}
