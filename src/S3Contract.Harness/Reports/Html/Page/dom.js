// Elements are made one by one and texts are set as texts: nothing here ever reads markup.

/** Makes an element: attributes (a function is a listener, null and false are left out), then children, texts among them. */
function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same in a drawing. */
function draw(name, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Says something to who listens to the page instead of looking at it. */
function say(text) {
  document.getElementById('said').textContent = text;
}

