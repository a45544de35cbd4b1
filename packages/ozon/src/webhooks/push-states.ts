/** The push model has names of its own for the states of a posting, FBS and FBO; these are the statuses of the Seller API. */
const statuses: Readonly<Record<string, readonly string[]>> = {
  posting_acceptance_in_progress: ['acceptance_in_progress'],
  posting_created: ['awaiting_approve', 'awaiting_packaging'],
  posting_packing: ['awaiting_packaging'], // FBO alone
  posting_awaiting_registration: ['awaiting_registration'],
  posting_transferring_to_delivery: ['awaiting_deliver'],
  posting_in_carriage: ['awaiting_deliver'],
  posting_not_in_carriage: ['awaiting_deliver'],
  posting_in_arbitration: ['arbitration'],
  posting_in_client_arbitration: ['client_arbitration'],
  posting_on_way_to_city: ['delivering'],
  posting_transferred_to_courier_service: ['delivering'],
  posting_returned_to_warehouse: ['delivering'], // so says the table of FBO: the way goes on from there
  posting_in_courier_service: ['delivering'],
  posting_on_way_to_pickup_point: ['delivering'],
  posting_in_pickup_point: ['delivering'],
  posting_conditionally_delivered: ['delivering'],
  posting_driver_pick_up: ['driver_pickup'],
  posting_delivered: ['delivered'],
  posting_received: ['delivered'],
  posting_canceled: ['cancelled'],
  posting_not_in_sort_center: ['not_accepted'],
};

/**
 * The API's statuses that a state of a push may stand for; none if the state is not known.
 *
 * @example statusesOfPushState('posting_in_carriage') // ['awaiting_deliver']
 */
export function statusesOfPushState(state: string): readonly string[] {
  return statuses[state] ?? [];
}
