import { customerCard, orderCard, subscriptionCard } from './details.js';
import { faultsPanel } from './faults.js';
import { entriesOf, ledgerList } from './ledger.js';
import { customersList, ordersList, requestsList, subscriptionsList } from './lists.js';
import { count } from './words.js';

/** What each section shows: a list, a card for the chosen row, and what one can search for. */
export const TABS = {
  orders: {
    title: 'Orders',
    size: (shop) => shop.orders.length,
    list: ordersList,
    card: orderCard,
    hint: 'Number, name, product, tracking',
  },
  customers: {
    title: 'Customers',
    size: (shop) => shop.customers.length,
    list: customersList,
    card: customerCard,
    hint: 'Name or e-mail',
  },
  subscriptions: {
    title: 'Subscriptions',
    size: (shop) => shop.subscriptions.length,
    list: subscriptionsList,
    card: subscriptionCard,
    hint: 'Plan or name',
  },
  ledger: {
    title: 'Ledger',
    size: (shop) => entriesOf(shop).length,
    list: (shop, { fresh }) => ledgerList(shop, fresh),
  },
  requests: { title: 'Requests', size: (shop) => shop.requests.length, list: requestsList, hint: 'Path or status' },
  faults: {
    title: 'Faults',
    size: (shop) => shop.faults.length,
    list: (shop, { onFaults }) => faultsPanel(shop, onFaults),
  },
};

export const SUBTITLES = {
  orders: (shop) =>
    `${count(shop.orders.filter((order) => order.status === 'shipped').length, 'parcel', 'parcels')} on the way`,
  customers: (shop) => `${shop.customers.filter((customer) => customer.tier === 'vip').length} with VIP care`,
  subscriptions: (shop) => `${shop.subscriptions.filter((each) => each.status === 'active').length} active`,
  ledger: () => 'Every refund, cancellation and change since the start, newest first',
  requests: () => 'The last 100 calls to the API, with what the caller saw',
  faults: () => 'Make the back office misbehave, to see that nothing happens twice',
};
