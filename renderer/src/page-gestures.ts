/** The menu of a long press, dragging text out, and a clipboard that the next person could paste. */
const REFUSED = ['contextmenu', 'dragstart', 'drop', 'copy', 'cut'] as const;

export const refusePageGestures = (page: Document): void => {
  for (const name of REFUSED) page.addEventListener(name, (event) => event.preventDefault());
};
