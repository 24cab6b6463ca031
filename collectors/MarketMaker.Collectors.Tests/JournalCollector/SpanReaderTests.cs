using System.Text;
using MarketMaker.Collectors.JournalCollector;

namespace MarketMaker.Collectors.Tests.JournalCollector;

public sealed class SpanReaderTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(64)]
    public void Read_AnyBatchSize_GivesEveryLineWholeAndOnce(int batchBytes)
    {
        // Lines shorter and longer than the batch.
        string[] lines = [.. Enumerable.Range(0, 40).Select(i => new string((char)('a' + (i % 26)), i))];
        File.WriteAllText(_path, string.Concat(lines.Select(l => l + "\n")) + "torn");
        var reader = new SpanReader(batchBytes);
        var read = new StringBuilder();
        long from = 0;
        JournalSpan span;
        while ((span = reader.Read(_path, from, null)).To > from)
        {
            Assert.Equal((byte)'\n', span.Bytes.Span[^1]);
            Assert.Equal(span.To - from, span.Bytes.Length);
            read.Append(Encoding.ASCII.GetString(span.Bytes.Span));
            from = span.To;
        }

        Assert.Equal(string.Concat(lines.Select(l => l + "\n")), read.ToString());
        Assert.Equal(4, span.TailBytes);
    }

    [Fact]
    public void Read_GivenBounds_StopsThereThoughMoreIsThere()
    {
        File.WriteAllText(_path, "one\ntwo\nthree\n");
        JournalSpan span = new SpanReader(1000).Read(_path, 4, 8);
        Assert.Equal("two\n", Encoding.ASCII.GetString(span.Bytes.Span));
        Assert.Equal(8, span.To);
    }

    [Fact]
    public void Read_FileShorterThanReadBefore_Throws()
    {
        File.WriteAllText(_path, "one\n");
        Assert.Throws<EndOfStreamException>(() => new SpanReader(1000).Read(_path, 10, null));
        Assert.Throws<EndOfStreamException>(() => new SpanReader(1000).Read(_path, 0, 10));
    }

    [Fact]
    public void Read_LineTooLongToLoad_IsOneSpanOfItsOwn()
    {
        using (FileStream file = File.Create(_path))
        {
            file.SetLength(SpanReader.MaxLineBytes + 10L); // zeros, not on disk
            file.Position = file.Length;
            file.Write("\nnext\n"u8);
        }

        var reader = new SpanReader(1 << 20);
        JournalSpan overlong = reader.Read(_path, 0, null);
        Assert.True(overlong.IsOverlong);
        Assert.Equal(SpanReader.MaxLineBytes + 11L, overlong.To);
        JournalSpan again = reader.Read(_path, 0, overlong.To);
        Assert.True(again.IsOverlong);
        Assert.Equal(overlong.To, again.To);
        Assert.Equal("next\n", Encoding.ASCII.GetString(reader.Read(_path, overlong.To, null).Bytes.Span));
    }

    [Fact]
    public void Read_TrailerAtTheEnd_IsNoLine()
    {
        const string Trailer = "{\"@t\":\"1970-01-01T00:00:00.000000Z\",\"event_type\":\"file_trailer\",\"lines\":1,\"first_seq\":1,\"last_seq\":1,\"sha256\":\"00\"}\n";
        File.WriteAllText(_path, "one\n" + Trailer);
        JournalSpan span = new SpanReader(1000).Read(_path, 0, null);
        Assert.Equal("one\n", Encoding.ASCII.GetString(span.Bytes.Span));
        Assert.Equal((1L, 4L), (span.Trailer!.Lines, span.To));
        File.AppendAllText(_path, "more\n");
        Assert.Null(new SpanReader(1000).Read(_path, 0, null).Trailer);
    }
}
