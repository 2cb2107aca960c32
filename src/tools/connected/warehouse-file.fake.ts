import { type ConnectorFile, parseConnectors } from './connector-file.ts';

/** What an operator would write to let the warehouse in. */
export function warehouseFile(url: string, more: { fingerprint?: string; timeout?: number } = {}): ConnectorFile {
  return parseConnectors(warehouseYaml(url, more), 'connectors.yaml');
}

export function warehouseYaml(url: string, more: { fingerprint?: string; timeout?: number } = {}): string {
  const fingerprint = more.fingerprint === undefined ? '' : `, fingerprint: "${more.fingerprint}"`;
  return `
version: 1
connectors:
  warehouse:
    kind: mcp
    url: ${url}
    timeout_seconds: ${more.timeout ?? 2}
    auth: { value: "Bearer {CONNECTOR_WAREHOUSE_KEY}" }
    requester: { call: find_customer, arguments: { email: "{email}" }, at: customer }
    records:
      order: { call: get_order, arguments: { order_id: "{id}" }, at: order }
    operations:
      get_order: { at: order }
      hold_order:
        { key_argument: key, proof: id, find: { call: find_hold, arguments: { key: "{key}" }, at: hold }${fingerprint} }
    tools:
      - { name: get_order, class: read-only, moves: nothing, preview: Look up, owner: record.owner, arguments: [order_id] }
      - name: hold_order
        class: approval-only
        moves: commitment
        preview: "Hold order {order_id} back in the warehouse"
        outcome: "We have stopped order {order_id} in our warehouse."
        record: { kind: order, by: order_id }
        owner: record.owner
        arguments: [order_id]
        limits:
          - any: [{ that: record.state, one_of: [packing] }]
            says: The order has left the warehouse.
look_ups:
  - tool: warehouse.get_order
    arguments: { order_id: { entity: order_number } }
    title: "Order {order_id}"
    says:
      - "Order {order_id} is in the warehouse and its state is {state}."
      - "It was weighed at {weight} g."
actions:
  - { name: hold_order, tool: warehouse.hold_order, arguments: { order_id: { entity: order_number } } }
`;
}
