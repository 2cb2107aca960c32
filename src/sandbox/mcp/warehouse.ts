import type { McpTool } from './rpc.ts';

/** A warehouse behind an MCP server: it knows customers by address, orders, and can hold a parcel back. */
export class Warehouse {
  readonly orders: Record<string, { order_id: string; owner: string; state: string; shelf: string }> = {
    '1042': { order_id: '1042', owner: '71', state: 'packing', shelf: 'B4' },
    '1043': { order_id: '1043', owner: '71', state: 'gone', shelf: '' },
    '1070': { order_id: '1070', owner: '72', state: 'packing', shelf: 'C1' },
  };
  readonly people: Record<string, { id: number; name: string }> = {
    'ana@example.net': { id: 71, name: 'Ana Costa' },
    'bob@example.net': { id: 72, name: 'Bob Reed' },
  };
  readonly holds = new Map<string, { id: string; order: string }>();

  tools(): McpTool[] {
    return [
      {
        name: 'find_customer',
        description: 'Finds a customer',
        inputSchema: { type: 'object', properties: { email: { type: 'string' } }, required: ['email'] },
        reads: true,
        run: ({ email }) => ({ customer: this.people[String(email)] ?? null }),
      },
      {
        name: 'get_order',
        description: 'Reads an order',
        inputSchema: { type: 'object', properties: { order_id: { type: 'string' } }, required: ['order_id'] },
        reads: true,
        run: ({ order_id }) => ({ order: this.orders[String(order_id)] ?? null }),
      },
      this.hold(),
      {
        name: 'find_hold',
        description: 'Finds a hold by the key that it was made with',
        inputSchema: { type: 'object', properties: { key: { type: 'string' } }, required: ['key'] },
        reads: true,
        run: ({ key }) => ({ hold: this.holds.get(String(key)) ?? null }),
      },
    ];
  }

  hold(changes: Partial<McpTool> = {}): McpTool {
    return {
      name: 'hold_order',
      description: 'Holds an order back before it leaves',
      inputSchema: {
        type: 'object',
        properties: { order_id: { type: 'string' }, key: { type: 'string' } },
        required: ['order_id'],
      },
      run: ({ order_id, key }) => {
        const order = this.orders[String(order_id)];
        if (order === undefined) throw new Error('No such order');
        const known = this.holds.get(String(key));
        if (known) return known;
        const hold = { id: `hold-${this.holds.size + 1}`, order: String(order_id) };
        this.holds.set(String(key), hold);
        order.state = 'held';
        return hold;
      },
      ...changes,
    };
  }
}
