/** An address, as it is taken by what tells of addresses alone. */
export const addressInput = {
  ip: {
    type: 'string',
    about: 'An IPv4 or IPv6 address.',
    usual: ['IPAddress', 'IpAddress', 'ClientIP', 'RemoteIP', 'SourceIP', 'DestinationIP'],
  },
} as const;

/** What registries know: a network, a domain, an autonomous system. */
export const registeredInput = {
  resource: {
    type: 'string',
    about: 'An address, a domain name, or AS and a number.',
    usual: ['IPAddress', 'IpAddress', 'ClientIP', 'RemoteIP', 'DomainName', 'Domain'],
  },
} as const;
