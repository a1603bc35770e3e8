"""The confirmed dates of a booking as a file for the association's own calendar."""

from litestar import Response

from booking.services.own_booking import confirmed_dates_file
from booking.web.site.holders import TheVisit, visit_page


@visit_page("/dates.ics")
def download_dates(visit: TheVisit) -> Response[bytes]:
    """The file; what stands in it are the events of the feeds, so nothing shows twice."""
    dates = confirmed_dates_file(visit.books, visit.holder, visit.reference, visit.now)
    headers = {"content-disposition": f'attachment; filename="{visit.reference}.ics"'}
    return Response(dates, media_type="text/calendar", headers=headers)
