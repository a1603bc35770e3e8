from tests.web.visits import sign_in_as
def test_x(client, staff_token, books, now):
    sign_in_as(client, books, now)
    assert client.get("/api/nowhere").status_code == 404
