"""E-mails as programs write them: parts, encodings true and false, attachments that are only listed, hostile ones."""

import base64
import quopri
import time
from datetime import UTC, datetime
from email.header import Header
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.application.faults import Place
from qa_auditor.domain.conversation import Attachment
from qa_auditor.exchange.mails.charsets import header_text, text_of
from qa_auditor.exchange.mails.html_text import text_of_html
from qa_auditor.exchange.mails.message import mail_of
from qa_auditor.exchange.mails.reading import is_mail, read_mails

PLACE = Place("a.eml")
CHINESE = "尊敬的客户：您好，您的话费账单已经更正，请您查收。谢谢！"
TRADITIONAL = "親愛的客戶：您好，您的電話帳單已經更正，請您查收。謝謝！"


def raw(body: bytes = b"Hi", *, content: str = "text/plain", headers: str = "") -> bytes:
    head = (
        "From: Ann <ann@x.cn>\nTo: service@y.cn\nSubject: s\nMessage-ID: <1@x>\nDate: Tue, 3 Nov 2026 14:02:10 +0800\n"
    )
    return (head + headers + f"Content-Type: {content}\n\n").encode() + body


def multipart(kind: str, *parts: bytes, boundary: str = "b") -> bytes:
    body = b"".join(b"--" + boundary.encode() + b"\n" + part + b"\n" for part in parts)
    return raw(body + f"--{boundary}--\n".encode(), content=f'multipart/{kind}; boundary="{boundary}"')


def part(body: bytes, content: str, headers: str = "") -> bytes:
    return f"Content-Type: {content}\n{headers}\n".encode() + body


def test_a_plain_mail():
    mail = mail_of(
        raw("您好".encode(), content="text/plain; charset=utf-8", headers="References: <0@x> <00@x>\n"), PLACE
    )

    assert (mail.line.speaker, mail.sender, mail.line.subject, mail.line.text) == ("Ann", "ann@x.cn", "s", "您好")
    assert mail.line.sent == datetime(2026, 11, 3, 6, 2, 10, tzinfo=UTC)
    assert (mail.line.ref, mail.references) == ("<1@x>", ("<0@x>", "<00@x>"))
    assert mail.parties == ("ann@x.cn", "service@y.cn")
    assert (mail.faults, mail.notes) == ((), ())


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "true"),
    [
        (CHINESE, "gb18030", "gb2312", True),
        (CHINESE, "gb18030", "GBK", True),
        (CHINESE, "gb18030", "gb18030", True),
        (TRADITIONAL, "big5", "big5", True),
        (CHINESE, "utf-8", "utf-8", True),
        (CHINESE, "gb18030", "iso-8859-1", False),
        (CHINESE, "gb18030", "utf-8", False),
        (CHINESE, "utf-8", "gb2312", False),
        (CHINESE, "utf-8", "us-ascii", False),
        (TRADITIONAL, "big5", "gb2312", False),
        (CHINESE, "gb18030", "big5", False),
        (CHINESE, "gb18030", "no-such-encoding", False),
        ("Café à Genève", "latin-1", "iso-8859-1", True),
        ("¡Hola!", "latin-1", "iso-8859-1", True),
        ("“quoted”", "cp1252", "iso-8859-1", True),
        ("안녕하세요 고객님", "euc-kr", "ks_c_5601-1987", True),
        ("お客様、こんにちは", "iso-2022-jp", "iso-2022-jp", True),
    ],
)
def test_a_text_is_read_in_its_encoding_whatever_it_says_of_it(text, encoding, declared, true):
    assert text_of(text.encode(encoding), declared) == (text, true)


def test_what_is_declared_wrongly_is_said():
    mail = mail_of(raw(CHINESE.encode("gb18030"), content="text/plain; charset=utf-8"), PLACE)
    assert mail.line.text == CHINESE
    assert len(mail.notes) == 1


@pytest.mark.parametrize("encoding", ["gb2312", "big5", "utf-8"])
def test_headings_and_names_in_encoded_words(encoding):
    text = "您好，帳單" if encoding == "big5" else "您好，账单"
    assert header_text(Header(text, encoding, maxlinelen=40).encode()) == text
    assert (
        header_text(text.encode("gb18030" if encoding == "gb2312" else encoding).decode("ascii", "surrogateescape"))
        == text
    )


def test_encoded_words_that_lie_are_read_all_the_same():
    lied = f"=?utf-8?B?{base64.b64encode('您好，您的账单已经更正'.encode('gb18030')).decode()}?="
    assert header_text(lied) == "您好，您的账单已经更正"
    assert header_text("=?utf-8?B?not base64?= x") != ""


def test_of_alternatives_the_plain_one_is_read_and_html_where_there_is_no_other():
    html = part(b"<p>HTML</p>", "text/html")
    assert mail_of(multipart("alternative", part(b"plain", "text/plain"), html), PLACE).line.text == "plain"
    assert mail_of(multipart("alternative", part(b" ", "text/plain"), html), PLACE).line.text == "HTML"


def test_attachments_are_listed_with_their_size_and_not_read():
    name = base64.b64encode("账单.pdf".encode("gb18030")).decode()
    pdf = part(
        base64.encodebytes(b"%PDF" * 100),
        f'application/pdf; name="=?gb2312?B?{name}?="',
        "Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n",
    )
    script = part(
        b"<script>alert(1)</script>", "text/html", 'Content-Disposition: attachment; filename="..\\\\evil/x.html"\n'
    )
    inner = part(raw(b"inner"), "message/rfc822")
    mail = mail_of(multipart("mixed", part(b"see below", "text/plain"), pdf, script, inner), PLACE)

    assert mail.line.text == "see below"
    assert mail.line.attachments == (
        Attachment("账单.pdf", "application/pdf", 400),
        Attachment("x.html", "text/html", 25),
        Attachment("s.eml", "message/rfc822", None),
    )


def test_quoted_printable_base64_and_flowed_texts():
    body = quopri.encodestring("价格=50元\n".encode())
    headers = "Content-Transfer-Encoding: quoted-printable\n"
    assert mail_of(raw(body, content="text/plain; charset=utf-8", headers=headers), PLACE).line.text == "价格=50元"
    flowed = mail_of(raw(b"one \ntwo\nthree \n-- \nAnn", content="text/plain; format=flowed"), PLACE)
    assert flowed.line.text == "one two\nthree \n-- \nAnn"


def test_a_mail_without_date_has_that_of_its_last_server_or_none():
    headers = "Received: from a by b; Tue, 3 Nov 2026 06:02:10 +0000\n"
    without = raw(headers=headers).replace(b"Date: Tue, 3 Nov 2026 14:02:10 +0800\n", b"")
    assert mail_of(without, PLACE).line.sent == datetime(2026, 11, 3, 6, 2, 10, tzinfo=UTC)
    nonsense = raw().replace(b"Tue, 3 Nov 2026 14:02:10 +0800", b"Tue, 99 Nov 99999 x")
    assert mail_of(nonsense, PLACE).line.sent is None
    assert mail_of(nonsense, PLACE).notes


def test_what_programs_write_is_known_as_theirs():
    assert mail_of(raw(headers="Auto-Submitted: auto-replied\n"), PLACE).automatic
    assert mail_of(raw().replace(b"ann@x.cn", b"no-reply@x.cn"), PLACE).automatic
    assert not mail_of(raw(headers="Auto-Submitted: no\n"), PLACE).automatic


def test_the_same_mail_without_a_name_of_its_own_is_known_again():
    nameless = raw().replace(b"Message-ID: <1@x>\n", b"")
    assert mail_of(nameless, PLACE).line.ref == mail_of(nameless, PLACE).line.ref != ""
    assert mail_of(nameless, PLACE).line.ref != mail_of(nameless + b"!", PLACE).line.ref


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>您好<br>再见</p><div>一</div><div>二</div>", "您好\n再见\n\n一\n\n二"),
        ("<script>alert('x')</script><style>p{}</style><p>a &lt;b&gt; &amp; c&nbsp;d</p>", "a <b> & c d"),
        ('<img src="http://track.example/x.gif" alt="图"> <a href="javascript:x">点此</a>', "[图] 点此"),
        ("<blockquote>旧</blockquote>新", ">旧\n新"),
        ("<ul><li>一<li>二</ul>", "• 一\n• 二"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a  b\n\nc"),
        ("a < b and c > d", "a < b and c > d"),
        ("<!-- <p>hidden</p> -->shown<!-- never closed", "shown"),
        ("<head><title>no</title></head><body>yes", "yes"),
        ("", ""),
    ],
)
def test_html_becomes_what_a_reader_would_read(page, text):
    assert text_of_html(page).replace("\n\n\n", "\n\n") == text


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<a ", "</", "<script>", "<div>", "&", "<!", "<blockquote>", "<a href='"]
)
def test_no_page_takes_long(piece):
    began = time.process_time()
    text_of_html(piece * (200_000 // len(piece)))
    assert time.process_time() - began < 2


HOSTILE = {
    "parts": raw(content='multipart/mixed; boundary="b"')
    + b"".join(b"--b\nContent-Type: multipart/x; boundary=b%d\n\n" % n for n in range(500)),
    "depth": b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(150)),
    "headers": b"From: a@b.cn\nSubject: x\n" + b"X-A: y\n" * 300_000 + b"\nbody",
    "one header": b"From: a@b.cn\nSubject: " + b"=?a?q?" * 200_000 + b"\n\nbody",
    "addresses": b"From: " + b"<" * 500_000 + b"\nSubject: x\n\nbody",
    "references": b"From: a@b.cn\nSubject: x\nReferences: " + b"<a@b>" * 200_000 + b"\n\nbody",
    "messages": raw(content="multipart/mixed; boundary=b") + b"--b\nContent-Type: message/rfc822\n\n" * 400,
    "nothing": b"",
    "bytes": bytes(range(256)) * 100,
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_no_mail_takes_long_or_makes_the_reader_fail(name):
    began = time.process_time()
    mail = mail_of(HOSTILE[name], PLACE)
    assert time.process_time() - began < 3
    assert mail.faults or mail.line.ref


@given(st.binary(max_size=400), st.sampled_from([b"", raw(), multipart("mixed", part(b"x", "text/html"))]))
def test_no_bytes_make_the_reader_fail(data, before):
    for whole in (before + data, before[: len(data)] + data):
        mail = mail_of(whole, PLACE)
        assert f"{mail}".encode(), "everything can be stored"


def test_a_mailbox_is_taken_apart_at_its_lines(tmp_path: Path):
    box = tmp_path / "box"
    separator = b"From ann@x.cn Tue Nov  3 06:02:10 2026\n"
    second = raw(b">From here on\n\nFrom: no mail begins here\n").replace(b"<1@x>", b"<2@x>")
    box.write_bytes(separator + raw(b"one\n\n") + separator + second + b"\n" + separator + b"\nno header at all\n")
    mails = read_mails(box, "box")

    assert [mail.line.text for mail in mails[:2]] == ["one", "From here on\n\nFrom: no mail begins here"]
    assert [mail.place.line for mail in mails] == [1, 11, 23]
    assert [bool(mail.faults) for mail in mails] == [False, False, True]


@pytest.mark.parametrize(
    ("head", "mail"),
    [
        (raw(), True),
        (b"Received: from a\n\tby b\nFrom: x@y.cn\n\nHi", True),
        (b"From ann Tue Nov  3\nFrom: x@y.cn\nSubject: s\n\nHi", True),
        (b"From: Ann\nHello", False),
        (b"Agent: hello\nCustomer: hi\n", False),
        (b"From the beginning\nall was well\n", False),
        (b"file,agent\na.wav,7\n", False),
        (b"", False),
    ],
)
def test_a_mail_is_known_by_its_header(tmp_path: Path, head, mail):
    (tmp_path / "x").write_bytes(head)
    assert is_mail(tmp_path / "x") is mail


def test_what_python_writes_is_read(tmp_path: Path):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "王芳 <a@x.cn>", "客服 <service@y.cn>", "账单"
    message["Date"] = datetime(2026, 11, 3, 6, 2, tzinfo=UTC)
    message.set_content(CHINESE)
    message.add_alternative(f"<p>{CHINESE}</p>", subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="截图.png")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    (mail,) = read_mails(tmp_path / "a.eml", "a.eml")

    assert (mail.line.speaker, mail.line.subject, mail.line.text) == ("王芳", "账单", CHINESE)
    assert [one.name for one in mail.line.attachments] == ["截图.png"]
