"""The pages for people: each module has those of one topic, `SITE` lists their handlers."""

from litestar.handlers import HTTPRouteHandler

SITE: list[HTTPRouteHandler] = []
