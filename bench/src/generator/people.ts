const numbered = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${String(index).padStart(4, '0')}`);

export const agentIds = numbered('agent', 300);

export const teamIds = numbered('team', 20);

export const serviceTypeIds = numbered('service', 15);

export const customerIds = numbered('customer', 2000);
