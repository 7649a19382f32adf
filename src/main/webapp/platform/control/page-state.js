/**
 * What the page in front says about itself to the frame around it: its title, and whether it shows a drill.
 *
 * @param {{title: string, exercise?: boolean}} state
 */
export function pageIs({title, exercise = false}) {
  dispatchEvent(new CustomEvent('tsunagi-page', {detail: {title, exercise}}));
}
