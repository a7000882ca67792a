/** Norrvik Instruments AB of Gothenburg makes marine sensors. It does not exist. */
export const company = {
  name: 'Norrvik Instruments AB',
  /** Mail and directory domain; `.example` is reserved, so that it can never be anybody's. */
  domain: 'norrvik.example',
  netbios: 'NORRVIK',
  domainSid: 'S-1-5-21-1594038172-2871466059-3340921785',
} as const;

export const tenantId = '6d1c3f0e-94b7-4e58-8a1d-2f7b60c9e413';
export const workspaceId = 'c0a3b7f2-5e19-4d86-b3f4-91e2d8a60577';
export const subscriptionId = 'a84e2d91-07c6-4f3b-9d52-68b1e3f7c024';
