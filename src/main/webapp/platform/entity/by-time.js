/** Orders moments, the earlier first, in whatever zone each is written; none counts as long ago. */
export const byTime = (left, right) => (Date.parse(left) || 0) - (Date.parse(right) || 0);
