import type { ReceptionHours, ReceptionPack } from '../receptions.ts';

/** Minutes since midnight of "09:05". */
export const minutesOfDay = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

const twice = (ids: readonly string[]): string[] =>
  ids.filter((id, index) => ids.indexOf(id) < index);

const hoursFaults = ({ places }: ReceptionPack, id: string, hours: ReceptionHours): string[] => {
  const length = minutesOfDay(hours.to) - minutesOfDay(hours.from);
  return [
    ...(length < hours.minutes
      ? [`${id}: from ${hours.from} to ${hours.to} is too short for one citizen`]
      : []),
    ...(places.some((place) => place.id === hours.place)
      ? []
      : [`${id}: there is no place "${hours.place}"`]),
  ];
};

/** What the shape of a receptions pack does not say; nothing for one that is sound. */
export const receptionFaults = (pack: ReceptionPack): readonly string[] => {
  const topics = new Set(pack.topics.map(({ id }) => id));
  return [
    ...twice(pack.places.map(({ id }) => id)).map((id) => `the place "${id}" stands twice`),
    ...twice(pack.topics.map(({ id }) => id)).map((id) => `the topic "${id}" stands twice`),
    ...twice(pack.officials.map(({ id }) => id)).map((id) => `the official "${id}" stands twice`),
    ...pack.officials.flatMap((official) => [
      ...(official.id.startsWith(`${pack.id}-`)
        ? []
        : [`${official.id}: the id of an official begins with "${pack.id}-"`]),
      ...official.topics
        .filter((topic) => !topics.has(topic))
        .map((topic) => `${official.id}: there is no topic "${topic}"`),
      ...official.hours.flatMap((hours) => hoursFaults(pack, official.id, hours)),
    ]),
  ];
};
