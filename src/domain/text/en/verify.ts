import type { VerifyText } from '../vi/verify.ts';

export const verifyText: VerifyText = {
  link: 'Check whether a message is ours',
  title: 'Is this message ours?',
  lead: 'Every message that asks for your opinion has a code of 6 characters, the same as on your appointment slip. Please enter it.',
  code: 'Code in the message',
  codeHint: 'For example K7M2QX, after the words "Mã trên phiếu" or "Code on your slip".',
  malformed: 'The code has 6 letters and digits. Please look at the message or slip again.',
  submit: 'Check',
  ours: 'We have sent this code',
  oursBody: [
    'Somebody was asked for their opinion with this code. It is right when it is the code on your own slip.',
    'A fraud can copy a code. Please look at the signs below as well.',
  ],
  notOurs: 'We have not sent this code',
  notOursBody: [
    'Please do not open the link and do not answer that message.',
    'If the code is printed on the slip that you got at the counter, the slip is good: the message may not have been sent yet.',
  ],
  trueTitle: 'A true message',
  signs: (address) => [
    'never asks for an ID number, a one-time code, a password, a bank account or money;',
    'never asks you to install an app, to call back or to pay a fee;',
    'names the commune, ward or special zone that handled your file, and shows the code on your slip;',
    `has, if any, a link that begins with ${address}`,
  ],
  otherwise: 'Please do not answer a message that is not like this. This page says nothing about any file or person.',
  again: 'Check another code',
};
