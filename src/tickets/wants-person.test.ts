import { describe, expect, it } from 'vitest';
import { wantsPerson } from './wants-person.ts';

describe('wantsPerson', () => {
  it.each([
    'I want to speak to a human',
    'Can I talk to a real person please?',
    'connect me with an agent',
    'Please no bot answers this time.',
    'HUMAN PLEASE',
    'Put me through to your manager',
    'I want a human',
    'Ich möchte mit einem echten Menschen sprechen.',
    'Kann mich bitte ein Mitarbeiter anrufen? Ich will mit jemandem reden.',
    'Ik wil een medewerker spreken',
    'Je veux parler à un humain',
    'Quiero hablar con una persona',
  ])('hears the wish in: %s', (text) => {
    expect(wantsPerson(text)).toBe(true);
  });

  it.each([
    'The agent on the phone told me to write here.',
    'I already spoke to a person from DPD yesterday.',
    'My manager approved the purchase.',
    'Is the grinder loud? My colleague sleeps next door.',
    'The robot vacuum knocked over my kettle.',
    'Four people live here, which brewer fits?',
    'I sent the photo to your chat at the time and your colleague said to email.',
    'Who do I contact about wholesale?',
  ])('does not hear it in: %s', (text) => {
    expect(wantsPerson(text)).toBe(false);
  });
});
