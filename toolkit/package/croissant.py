"""``croissant.json``: the package in the terms of Croissant 1.1, for machine learning tools.

Everything is derived from the descriptor, so that the two cannot contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from toolkit.attribution import authors, citation
from toolkit.package.about import responsible_use

CONFORMS_TO = [
    "http://mlcommons.org/croissant/1.1",
    "http://mlcommons.org/croissant/RAI/1.0",
]

PARQUET = "application/x-parquet"
"""Not the registered name: it is the only one under which mlcroissant 1.1 reads Parquet."""

DATA_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
}

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that Croissant 1.1 asks every description to carry."""


def croissant_description(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a package of the toolkit in Croissant 1.1.

    Args:
        descriptor: The content of ``datapackage.json``.
    """
    resources = descriptor["resources"]
    tables = [resource for resource in resources if resource["format"] == "parquet"]
    coverage = descriptor.get("toolkit:coverage", {})
    description = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": descriptor["name"],
        "alternateName": descriptor["title"],
        "description": descriptor.get("description") or descriptor.get("title"),
        "license": [_licence(licence) for licence in descriptor.get("licenses", ())],
        "url": descriptor.get("homepage"),
        "creator": [_creator(one) for one in authors(descriptor)],
        "datePublished": descriptor.get("created", "")[:10],
        "version": descriptor["version"],
        "keywords": list(descriptor.get("keywords", ())),
        "temporalCoverage": "/".join(coverage.get(name, "..") for name in ("start", "end"))
        if coverage.keys() & {"start", "end"}
        else None,
        "spatialCoverage": list(coverage.get("places", ())),
        "isBasedOn": [one.get("path") or one["title"] for one in descriptor.get("sources", ())],
        "citeAs": citation(descriptor),
        "isLiveDataset": False,
        **responsible_use(descriptor),
        "distribution": [file for resource in resources for file in _files(resource)],
        "recordSet": [_record_set(table) for table in tables],
    }
    return {key: value for key, value in description.items() if value not in (None, "", [])}


def _creator(contributor: Mapping[str, Any]) -> dict[str, Any]:
    said = {
        "@type": "sc:Organization",
        "name": contributor["title"],
        "email": contributor.get("email"),
        "url": contributor.get("path"),
    }
    return {key: value for key, value in said.items() if value}


def _licence(licence: Mapping[str, Any]) -> str:
    """The licence's address, which says more than its name."""
    return str(licence.get("path") or licence.get("name") or licence.get("title"))


def _files(resource: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """The files of a resource, and the set of them where a table has several."""
    encoding = PARQUET if resource["format"] == "parquet" else resource["mediatype"]
    parts: Sequence[Mapping[str, Any]] = resource.get("toolkit:parts") or [
        {
            "path": resource["path"],
            "hash": resource["hash"],
            "bytes": resource.get("bytes", resource.get("toolkit:bytes")),
        }
    ]
    for part in parts:
        yield {
            "@type": "cr:FileObject",
            "@id": part["path"],
            "name": part["path"],
            "contentUrl": part["path"],
            "contentSize": f"{part['bytes']} B",
            "encodingFormat": encoding,
            "sha256": part["hash"].removeprefix("sha256:"),
        }
    if "toolkit:parts" in resource:
        yield {
            "@type": "cr:FileSet",
            "@id": _file_set(resource),
            "name": _file_set(resource),
            "encodingFormat": encoding,
            "includes": f"data/{resource['name']}/*.parquet",
        }


def _file_set(resource: Mapping[str, Any]) -> str:
    """The name of a table's files together, which must not be that of its records."""
    return f"{resource['name']}-files"


def _record_set(resource: Mapping[str, Any]) -> dict[str, Any]:
    table, schema = resource["name"], resource["schema"]
    # A column that refers to its own table makes mlcroissant 1.1 see a cycle and read nothing.
    references = {
        column: f"{key['reference']['resource']}/{target}"
        for key in schema.get("foreignKeys", ())
        if "resource" in key["reference"]
        for column, target in zip(key["fields"], key["reference"]["fields"], strict=True)
    }
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": resource["description"],
        "key": [{"@id": f"{table}/{column}"} for column in schema["primaryKey"]],
        "field": [_field(resource, field, references) for field in schema["fields"]],
    }


def _field(
    resource: Mapping[str, Any], field: Mapping[str, Any], references: Mapping[str, str]
) -> dict[str, Any]:
    origin = "fileSet" if "toolkit:parts" in resource else "fileObject"
    target = _file_set(resource) if origin == "fileSet" else resource["path"]
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{resource['name']}/{field['name']}",
        "name": field["name"],
        "description": field["description"],
        "dataType": _data_type(field),
        "source": {origin: {"@id": target}, "extract": {"column": field["name"]}},
    }
    if field["type"] == "any":
        described |= {"isArray": True, "arrayShape": "-1"}
    if field["name"] in references:
        # Without "field" in between, as the specification has it, mlcroissant 1.1 stops.
        described["references"] = {"field": {"@id": references[field["name"]]}}
    return described


def _data_type(field: Mapping[str, Any]) -> str:
    if field["type"] == "any":
        return "sc:Integer" if "int" in field.get("toolkit:arrowType", "") else "sc:Text"
    return DATA_TYPES[field["type"]]
