/**
 * Runs at once, then at most once per interval however often it is asked, and never loses the last asking.
 *
 * @param {() => (void|Promise<void>)} work
 * @param {number} interval milliseconds
 */
export function paced(work, interval) {
  let resting = false;
  let asked = false;
  return function run() {
    if (resting) {
      asked = true;
      return;
    }
    resting = true;
    work();
    setTimeout(() => {
      resting = false;
      if (asked) {
        asked = false;
        run();
      }
    }, interval);
  };
}
