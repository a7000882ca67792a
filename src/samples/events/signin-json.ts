import type { Place } from '../company/addresses.ts';
import type { Host } from '../company/hosts.ts';
import { isoStamp } from '../period.ts';

/** How the second factor went. */
export type Factor = 'satisfied by claim' | 'approved' | 'denied' | 'not required';

const places = new Map<Place, string>();
const devices = new Map<string, string>();

/** `LocationDetails` of a place. */
export function placeText(place: Place): string {
  let text = places.get(place);
  if (text === undefined) {
    text = JSON.stringify({
      city: place.city,
      state: place.state,
      countryOrRegion: place.country,
      geoCoordinates: { latitude: place.latitude, longitude: place.longitude },
    });
    places.set(place, text);
  }
  return text;
}

/** `DeviceDetail` of a managed machine, or of whatever the user agent lets one guess. */
export function deviceText(device: Host | undefined, userAgent: string): string {
  const key = `${device?.name ?? ''} ${userAgent}`;
  let text = devices.get(key);
  if (text === undefined) {
    text = JSON.stringify(describeDevice(device, userAgent));
    devices.set(key, text);
  }
  return text;
}

function describeDevice(device: Host | undefined, userAgent: string): object {
  const phone = userAgent.includes('iPhone');
  if (device === undefined) {
    return {
      deviceId: '',
      operatingSystem: phone ? 'Ios 18.6.2' : '',
      browser: phone ? 'Mobile Safari' : '',
    };
  }
  return {
    deviceId: device.agentId,
    displayName: device.name,
    operatingSystem: 'Windows10',
    browser: userAgent.includes('Edg') ? 'Edge 142.0.0' : 'Chrome 142.0.0',
    isCompliant: true,
    isManaged: true,
    trustType: 'Hybrid Azure AD joined',
  };
}

const satisfied: Readonly<Record<Factor, string>> = {
  'satisfied by claim': 'MFA requirement satisfied by claim in the token',
  approved: 'MFA requirement satisfied by strong authentication',
  denied: '',
  'not required': '',
};

/** `Status` of a sign-in with that result code. */
export function statusText(result: string, mfa: Factor, failure = 'Other.'): string {
  return JSON.stringify(
    result === '0'
      ? { errorCode: 0, additionalDetails: satisfied[mfa] }
      : { errorCode: Number(result), failureReason: failure },
  );
}

/** `AuthenticationDetails`: the password and, where one was asked for, the second factor. */
export function stepsText(at: number, result: string, mfa: Factor): string {
  const wrong = result === '50126' || result === '50053';
  const steps = [
    {
      authenticationStepDateTime: isoStamp(at),
      authenticationMethod: mfa === 'satisfied by claim' ? 'Previously satisfied' : 'Password',
      succeeded: !wrong,
      authenticationStepResultDetail: wrong ? 'Invalid username or password' : 'Correct password',
    },
  ];
  if (mfa === 'approved' || mfa === 'denied') {
    steps.push({
      authenticationStepDateTime: isoStamp(at),
      authenticationMethod: 'Mobile app notification',
      succeeded: mfa === 'approved',
      authenticationStepResultDetail:
        mfa === 'approved'
          ? 'MFA successfully completed'
          : 'MFA denied; user declined the authentication',
    });
  }
  return JSON.stringify(steps);
}
