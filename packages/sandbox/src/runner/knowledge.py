# Tokens, embeddings, collections and files for Python. Like the prelude, it runs once, while the snapshot is made.
import array, binascii, bisect, collections, functools, itertools, json, math, re, types

_PAGE_TOKENS = 50_000
# What goes to the host at once: 1,000 items, and 4 MiB of JSON, half of what a frame takes.
_BATCH_ITEMS = 1_000
_BATCH_BYTES = 4_194_304
_CALL_BYTES = 8_387_584
# 6 MiB of vectors are asked for at once, as soon as their length is known; the longest there are have 4,096 numbers.
_ANSWER_BYTES = 6_291_456
_LONGEST_VECTOR = 4_096
_READ_BYTES = 3_145_728
# Passages that were cut out of one paragraph share up to so many characters.
_OVERLAP_CHARS = 300
_PLAIN_TYPES = ("text/plain", "text/markdown", "text/csv")
_ITEM_FIELDS = ("id", "text", "metadata", "vector")
_UPSERT_USE = "upsert(items) takes a list of texts, of (id, text), or of dicts with text and id, metadata, vector"


class Token(collections.namedtuple("Token", "text start end index kind id global_id")):
    """A piece of a text: text[token.start:token.end] is token.text. `id` is the same for the same text, `global_id` for nothing else."""

    __slots__ = ()


class Record(types.SimpleNamespace):
    """What the host answers: an object with fields. vars(record) is a dict of them, and display() takes it as one."""

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{name}={_short(getattr(self, name))}' for name in self._shown())})"

    def _shown(self):
        return vars(self)


class Hit(Record):
    """What a search found: text, score, id, metadata, source (file, page) and scores (why it stands where it stands)."""

    def _shown(self):
        return [name for name in ("score", "id", "text", "metadata", "source") if getattr(self, name, None)]


class Upserted(Record):
    """What an upsert did: inserted, updated, unchanged; count, the items in the collection now; ids, in the order of the items."""

    def _shown(self):
        return ("inserted", "updated", "unchanged", "count")


class CollectionInfo(Record):
    """A collection: name, model, dimension, embedding, items, files."""


class File(Record):
    """A file of the library: file_id, name, media_type, size_bytes, state, collection, pages."""


class Passage(Record):
    """A passage of a file: text, page (None where there are no pages) and headings."""


class Vectors(list):
    """Vectors in the order of their texts, each an array of 32-bit floats. `model` made them; each has `dimension` numbers."""

    def __init__(self, vectors=(), model=None, dimension=0):
        super().__init__(vectors)
        self.model, self.dimension = model, dimension

    def __repr__(self):
        return f"Vectors({len(self)} × {self.dimension}, model={self.model!r})"


def _short(value):
    if isinstance(value, float):
        return f"{value:.4g}"
    return repr(value if not isinstance(value, str) or len(value) <= 80 else f"{value[:79]}…")


_json_of = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _sized(value, what):
    """JSON of a value and its bytes; says in words why there is none."""
    text = _json_of(value)
    try:
        return text, len(text.encode())
    except UnicodeEncodeError:
        raise ValueError(f"{what} holds half of a surrogate pair, which no encoding can write") from None


def _batches(items, what, most=lambda: _BATCH_ITEMS):
    """Items in groups that the host takes, each as the JSON of a list. `most` may change from group to group."""
    group, size = [], 0
    for item in items:
        text, length = _sized(item, what)
        if len(group) >= most() or (group and size + length >= _BATCH_BYTES):
            yield f"[{','.join(group)}]"
            group, size = [], 0
        group.append(text)
        size += length + 1
    if group:
        yield f"[{','.join(group)}]"


def _list_of(value, what, kind=str):
    """A list of what may be any iterable but a text, each element of a kind."""
    if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__"):
        raise TypeError(f"{what}, not {type(value).__name__}")
    everything = list(value)
    for one in everything:
        if not isinstance(one, kind):
            raise TypeError(f"{what}; one of them is {type(one).__name__}")
    return everything


def _pack_vector(vector):
    """Little-endian 32-bit floats in base64."""
    if not (isinstance(vector, array.array) and vector.typecode == "f"):
        try:
            vector = array.array("f", vector)
        except TypeError:
            raise TypeError("a vector is a list of numbers or an array('f')") from None
    if not any(vector):
        raise ValueError("a vector of zeros has no direction" if vector else "a vector has at least one number")
    if not math.isfinite(sum(vector)):
        raise ValueError("a vector holds finite numbers only")
    return binascii.b2a_base64(vector, newline=False).decode()


def _unpack_vector(text):
    vector = array.array("f")
    vector.frombytes(binascii.a2b_base64(text))
    return vector


def _item(given):
    if isinstance(given, str):
        return {"text": given, "metadata": {}}
    if isinstance(given, tuple) and len(given) == 2:
        given = {"id": given[0], "text": given[1]}
    if not isinstance(given, dict):
        raise TypeError(f"{_UPSERT_USE}; one of them is {type(given).__name__}")
    for name in given:
        if name not in _ITEM_FIELDS:
            raise TypeError(f"an item has no field {name!r}, only {', '.join(_ITEM_FIELDS)}")
    item = {name: value for name, value in given.items() if value is not None}
    for name in ("id", "text"):
        if not isinstance(item.get(name, ""), str):
            raise TypeError(f"the {name} of an item is a text, not {type(item[name]).__name__}")
    if "text" not in item:
        raise TypeError("an item needs a text")
    if "vector" in item:
        item["vector"] = _pack_vector(item["vector"])
    item.setdefault("metadata", {})
    return item


def _name_of(given):
    name = getattr(given, "name", given) if not isinstance(given, str) else given
    if not isinstance(name, str):
        raise TypeError(f"a collection is given by its name, not {type(given).__name__}")
    return name


def _id_of(file):
    given = file.file_id if isinstance(file, File) else file
    if not isinstance(given, str):
        raise TypeError(f"a file is given by its id, or by what files.list() has of it, not {type(file).__name__}")
    return given


def _decode(content):
    """UTF-8, or what a byte-order mark says."""
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    return content.decode("utf-16" if wide else "utf-8-sig", "replace")


def _join(texts):
    """Passages one after the other, without what each repeats of the one before."""
    parts, before = [], ""
    for text in texts:
        sizes = range(min(_OVERLAP_CHARS, len(text)), 19, -1)
        shared = next((size for size in sizes if before.endswith(text[:size])), 0)
        parts.append(text[shared:] if shared or not parts else f"\n\n{text}")
        before = text
    return "".join(parts)


_beyond_16_bits = re.compile("[\U00010000-\U0010ffff]")


def _wide_places(text):
    """Where characters stand that are two UTF-16 units, counted in units."""
    return [found.start() + before for before, found in enumerate(_beyond_16_bits.finditer(text))]


def _code_points(offsets, wide):
    """Offsets in UTF-16 units, as the host counts, as offsets in the text, where Python counts characters."""
    return [offset - bisect.bisect_left(wide, offset) for offset in offsets] if wide else offsets


def _outlast_knowledge(call):
    """The functions of a program. `call(name, json)` asks the host."""

    def ask(name, request):
        text, size = _sized(request, name)
        if size > _CALL_BYTES:
            raise ValueError(f"{name}: what is sent at once takes at most 8 MiB")
        return call(name, text)

    def pages(name, request):
        cursor, more = None, True
        while more:
            page = ask(name, {**request, "cursor": cursor})
            yield from page["items"]
            cursor = page["next_cursor"]
            more = cursor is not None

    def token_request(name, text, kind, options):
        if not isinstance(text, str):
            raise TypeError(f"{name}(text, kind) takes a text, not {type(text).__name__}")
        unknown = next((option for option in options if option not in ("encoding", "length", "document")), None)
        if unknown is not None:
            raise TypeError(f"{name}() has no option {unknown!r}, only encoding, length and document")
        return {"text": text, "tokenizer": kind, "document": "", **options}

    def tokenize(text, kind="word", **options):
        """Cuts a text into tokens, a list of Token.

        kind: space, word, char, sentence, grammar, subword, syllable, frequency, byte or bpe.
        options: encoding of bpe ("o200k_base", "cl100k_base"), length of subword pieces, document (goes into global_id).
        """
        request = token_request("tokenize", text, kind, options)
        wide = _wide_places(text)
        make = functools.partial(tuple.__new__, Token)
        tokens, offset = [], 0
        while offset is not None:
            page = ask("tokenize", {**request, "offset": offset, "limit": _PAGE_TOKENS})
            starts, ends = _code_points(page["starts"], wide), _code_points(page["ends"], wide)
            kinds = map(page["kinds"].__getitem__, page["kind"])
            rows = zip(page["texts"], starts, ends, itertools.count(offset), kinds, page["ids"], page["global_ids"])
            tokens += map(make, rows)
            offset = page["next_offset"]
        return tokens

    def count_tokens(text, kind="word", **options):
        """How many tokens a text has, without making them."""
        return ask("tokenize", {**token_request("count_tokens", text, kind, options), "offset": 0, "limit": 0})["count"]

    def detokenize(tokens, kind="word", encoding=None):
        """The text that tokens came from: a list of Token, of their texts, or of the ids of bpe or byte tokens."""
        everything = _list_of(tokens, "detokenize(tokens, kind) takes a list of tokens, texts or ids", (Token, str, int))
        if everything and all(isinstance(one, int) for one in everything):
            given = {"ids": everything}
        else:
            given = {"tokens": [one.text if isinstance(one, Token) else one for one in everything]}
        return ask("detokenize", {**given, "tokenizer": kind, **({"encoding": encoding} if encoding else {})})["text"]

    def embed(texts, collection=None):
        """Embeds texts, with the model of a collection if one is named: a list of array('f') with .model and .dimension."""
        everything = _list_of(texts, "embed(texts) takes a list of texts")
        name = None if collection is None else _name_of(collection)
        vectors = Vectors()
        most = lambda: min(_BATCH_ITEMS, _ANSWER_BYTES * 3 // 16 // (vectors.dimension or _LONGEST_VECTOR))
        for batch in _batches(everything, "a text", most):
            part = call("embed", f'{{"texts":{batch},"collection":{_json_of(name)}}}')
            vectors.model, vectors.dimension = part["model"], part["dimension"]
            vectors += map(_unpack_vector, part["vectors"])
        return vectors

    class Collection:
        """Items of text with vectors that can be searched. The first upsert makes it."""

        __slots__ = ("name",)

        def __init__(self, name):
            self.name = _name_of(name)

        def __repr__(self):
            return f"collection({self.name!r})"

        def upsert(self, items, model=None):
            """Adds items or changes them: texts, (id, text), or dicts with text and id, metadata, vector (then `model` made them).

            The same again changes nothing. Without an id, the text is the id. Any number of items: 1,000 go at a time.
            """
            if isinstance(items, (str, bytes, dict)) or not hasattr(items, "__iter__"):
                raise TypeError(f"{_UPSERT_USE}, not {type(items).__name__}")
            total = Upserted(inserted=0, updated=0, unchanged=0, count=None, ids=[])
            about = _json_of({"name": self.name} if model is None else {"name": self.name, "model": model})
            for batch in _batches(map(_item, items), "an item"):
                part = call("collection.upsert", f'{about[:-1]},"items":{batch}}}')
                for counter in ("inserted", "updated", "unchanged"):
                    setattr(total, counter, getattr(total, counter) + part[counter])
                total.count = part["count"]
                total.ids += part["ids"]
            if total.count is None:
                total.count = self.count()
            return total

        def search(self, query=None, k=10, mode="hybrid", filter=None, *, vector=None, model=None):
            """The k best items, a list of Hit. mode: hybrid, keyword or vector. filter: conditions on metadata.

            filter={"year": {"gte": 2020}, "kind": "note"}; a vector instead of a query, or with it, needs its model.
            """
            if query is not None and not isinstance(query, str):
                raise TypeError(f"search(query) takes a text, not {type(query).__name__}")
            given = {"query": query, "vector": None if vector is None else _pack_vector(vector), "model": model, "filter": filter}
            request = {name: value for name, value in given.items() if value is not None}
            return [Hit(**hit) for hit in ask("collection.search", {"name": self.name, "k": k, "mode": mode, **request})["hits"]]

        def describe(self):
            """Name, model, dimension, embedding, items and files; None when there is no such collection yet."""
            described = ask("collection.describe", {"name": self.name})
            return None if described is None else CollectionInfo(**described)

        def count(self):
            """How many items there are; 0 when there is no such collection yet."""
            described = self.describe()
            return 0 if described is None else described.items

        def delete(self, ids):
            """Deletes items by id (one or a list) and says how many there were."""
            everything = [ids] if isinstance(ids, str) else _list_of(ids, "delete(ids) takes a list of ids")
            about = _json_of(self.name)
            parts = (call("collection.delete", f'{{"name":{about},"ids":{batch}}}') for batch in _batches(everything, "an id"))
            return sum(part["deleted"] for part in parts)

        def clear(self):
            """Deletes all items."""
            ask("collection.clear", {"name": self.name})

        def train(self, dimension=None, seed=None):
            """Starts the job that embeds the collection anew, trained on its own texts, and gives the id of the job."""
            given = {"dimension": dimension, "seed": seed}
            options = {name: value for name, value in given.items() if value is not None}
            return ask("collection.train", {"name": self.name, **options})["job_id"]

    def collection(name):
        """The collection of this name; nothing happens before it is used."""
        return Collection(name)

    class Files:
        """The files of the library. Where a file is asked for, its id or a File will do."""

        __slots__ = ()

        def __repr__(self):
            return "files"

        def list(self, collection=None):
            """All files, or those of a collection, newest first: a list of File."""
            name = None if collection is None else _name_of(collection)
            return [File(**info) for info in pages("files.list", {"collection": name})]

        def read(self, file):
            """The bytes of a file as they were uploaded."""
            file_id, parts, offset, size = _id_of(file), [], 0, None
            while size is None or offset < size:
                part = ask("files.read", {"file_id": file_id, "offset": offset, "length": _READ_BYTES})
                parts.append(binascii.a2b_base64(part["bytes"]))
                size = part["size_bytes"] if parts[-1] else offset
                offset += len(parts[-1])
            return b"".join(parts)

        def text(self, file):
            """The text of a file: plain text, Markdown and CSV as they are, of others the passages that were found in them."""
            info = file if isinstance(file, File) else self._find(_id_of(file))
            if info.media_type in _PLAIN_TYPES:
                return _decode(self.read(info))
            if info.state != "indexed":
                raise ValueError(f"{info.name!r} is not indexed yet ({info.state})")
            return _join(passage.text for passage in self.passages(info))

        def passages(self, file):
            """The passages of an indexed file in the order of its text: a list of Passage."""
            return [Passage(**passage) for passage in pages("files.passages", {"file_id": _id_of(file)})]

        def _find(self, file_id):
            for info in pages("files.list", {"collection": None}):
                if info["file_id"] == file_id:
                    return File(**info)
            raise LookupError(f"there is no file {file_id}")

    functions = (tokenize, count_tokens, detokenize, embed, collection)
    kinds = (Token, Hit, Upserted, Vectors, Collection, CollectionInfo, File, Passage)
    for thing in (*functions, *kinds):
        thing.__module__, thing.__qualname__ = "outlast", thing.__name__
    return {function.__name__: function for function in functions} | {"files": Files()}, kinds
