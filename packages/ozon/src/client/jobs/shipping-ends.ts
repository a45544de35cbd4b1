import type { JobEnd } from '@occwo/core/jobs';

/** Substatuses of a posting that has been assembled, whatever became of it since. */
const shipped = [
  'posting_in_carriage', 'posting_not_in_carriage', 'posting_registered', 'posting_awaiting_registration', 'posting_transferring_to_delivery',
  'posting_driver_pick_up', 'posting_transferred_to_courier_service', 'posting_in_courier_service', 'posting_on_way_to_city',
  'posting_on_way_to_pickup_point', 'posting_in_pickup_point', 'posting_conditionally_delivered', 'posting_received', 'posting_delivered',
];

/** Substatuses that ask for somebody: after `ship_failed` the posting must be shipped again. */
const failed = ['ship_failed', 'posting_registration_error', 'posting_canceled', 'posting_not_in_sort_center'];

/** Whether a posting was assembled: a status of 200 of its shipping does not say so, its substatus does. */
export const shippingEnds: Readonly<Record<string, JobEnd>> = Object.fromEntries([
  ...shipped.map((word) => [word, 'done'] as const), ...failed.map((word) => [word, 'failed'] as const),
]);
