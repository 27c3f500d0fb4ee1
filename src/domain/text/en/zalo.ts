import type { ZaloText } from '../vi/zalo.ts';

export const zaloText: ZaloText = {
  typed: (labels) => `Or type: ${labels.join(', ')}.`,
  phoneCardTitle: 'Share my phone number',
  consent: {
    again: 'Allow again on Zalo',
    toConsole: 'Back to the console',
    granted: {
      title: 'Zalo is connected',
      body: (account) =>
        `The service may now send messages as Official Account ${account}. The permission renews itself every day; there is nothing left to do.`,
    },
    invalid: {
      title: 'Zalo is not connected',
      body: (account) =>
        `This consent is older than 15 minutes, was used before, came from another browser, or was given for another Official Account. Press the button below, sign in to Zalo as an administrator of Official Account ${account} and agree. If you have already seen "Zalo is connected", nothing has to be done again.`,
    },
    refused: {
      title: 'Zalo did not accept it',
      body: () =>
        "Zalo refused the code that it had given. Check ZALO_APP_ID, ZALO_APP_SECRET and the callback address in Zalo's developer console, then allow again.",
    },
    unreached: {
      title: 'Zalo cannot be reached',
      body: () => 'Zalo did not answer. Wait a few minutes, then allow again.',
    },
  },
};
