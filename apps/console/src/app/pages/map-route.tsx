import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { MapLink } from '../../features/map/map-link';
import { MapPage } from '../../features/map/map-page';
import type { MapSearch } from '../../features/map/search';
import { useStillHere } from './still-here';

const route = getRouteApi('/shell/map');

/** Ties the map to the address: filters and view stand in it, and where it was dragged to is no step of the history. */
export function MapRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isStillHere = useStillHere();
  const onSearch = useCallback(
    (next: MapSearch, isStep: boolean) => {
      if (isStillHere()) void navigate({ search: next, replace: !isStep, resetScroll: false });
    },
    [navigate, isStillHere],
  );
  return <MapPage search={search} onSearch={onSearch} deviceLink={DeviceOnMapLink} />;
}

const DeviceOnMapLink: MapLink = ({ id, ...link }) => (
  <Link to="/devices/$deviceId/$tab" params={{ deviceId: id, tab: 'now' }} {...link} />
);
