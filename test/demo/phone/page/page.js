import { PhoneView } from './phone-view.js';

const rack = document.querySelector('#rack');
const consoleLink = document.querySelector('#console');
const lost = document.querySelector('#lost');
const guide = document.querySelector('#guide');
const title = document.title;
const views = new Map();

async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

async function send(id, action) {
  const { result } = await post(`/phones/${id}`, action).catch(() => ({ result: 'lost' }));
  return result;
}

function show(phone) {
  const known = views.get(phone.id);
  if (known) return known.update(phone);
  const view = new PhoneView(phone, send, showTitle);
  views.set(phone.id, view);
  rack.append(view.root);
  view.scrollToNews();
}

function showTitle() {
  const unread = [...views.values()].reduce((sum, view) => sum + view.unread, 0);
  document.title = unread > 0 ? `(${unread}) ${title}` : title;
}

function begin({ consoleUrl, phones }) {
  lost.hidden = true;
  consoleLink.href = consoleUrl;
  consoleLink.hidden = consoleUrl === '';
  const ids = new Set(phones.map(({ id }) => id));
  for (const [id, view] of views) {
    if (ids.has(id)) continue;
    view.root.remove();
    views.delete(id);
  }
  phones.forEach(show);
}

function listen() {
  const events = new EventSource('/events');
  events.addEventListener('begin', (event) => begin(JSON.parse(event.data)));
  events.addEventListener('phone', (event) => show(JSON.parse(event.data)));
  events.addEventListener('error', () => {
    lost.hidden = false;
  });
}

async function add() {
  const { id } = await post('/phones', {});
  requestAnimationFrame(() =>
    views.get(id)?.root.scrollIntoView({ behavior: 'smooth', inline: 'end', block: 'nearest' }),
  );
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll('.menu[open]')) {
    if (event.type === 'keydown' ? event.key === 'Escape' : !menu.contains(event.target)) menu.open = false;
  }
}

guide.open = window.innerHeight > 900 && window.innerWidth > 900;
document.querySelector('#add').addEventListener('click', () => void add());
document.addEventListener('pointerdown', closeMenus);
document.addEventListener('keydown', closeMenus);
listen();
