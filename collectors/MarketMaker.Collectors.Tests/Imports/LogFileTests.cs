using System.IO.Compression;
using System.Text;
using MarketMaker.Collectors.Imports.Files;

namespace MarketMaker.Collectors.Tests.Imports;

public sealed class LogFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"mm-log-{Guid.NewGuid():N}.jsonl.gz");

    public void Dispose() => File.Delete(_path);

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    // Varied lines, so that the compressed form is much longer than one step of the decoder.
    private static string Lines(int count)
    {
        var random = new Random(7);
        return string.Concat(Enumerable.Range(0, count).Select(i => $"line {i} {random.NextInt64():x}\n"));
    }

    private (string Text, LogDamage? Damage) Read(byte[] stored)
    {
        File.WriteAllBytes(_path, stored);
        using var file = LogFile.Open(_path);
        string text = string.Concat(LineReader.Read(file.Bytes).Select(l => Encoding.UTF8.GetString(l.Bytes.Span) + (l.IsWhole ? "\n" : "")));
        return (text, file.Damage);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20_000)]
    public void Read_WholeFile_HasNoDamage(int count)
    {
        (string text, LogDamage? damage) = Read(Gzip(Lines(count)));
        Assert.Equal(Lines(count), text);
        Assert.Null(damage);
    }

    [Fact]
    public void Read_SeveralMembers_AreOneText()
    {
        (string text, LogDamage? damage) = Read([.. Gzip(Lines(5000)), .. Gzip(""), .. Gzip("b\n"), .. Gzip("c\n")]);
        Assert.Equal(Lines(5000) + "b\nc\n", text);
        Assert.Null(damage);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Read_BytesAfterTheData_AreCountedAndNothingIsLost(int garbage)
    {
        (string text, LogDamage? damage) = Read([.. Gzip(Lines(3000)), .. new byte[garbage]]);
        Assert.Equal(Lines(3000), text);
        Assert.Equal(new LogDamage(_path, "Bytes after the gzip data are not gzip.", garbage), damage);
    }

    [Fact]
    public void Read_CutOff_GivesTheLinesBeforeTheCut()
    {
        byte[] stored = Gzip(Lines(20_000));
        (string text, LogDamage? damage) = Read(stored[..(stored.Length / 2)]);
        Assert.StartsWith(text, Lines(20_000), StringComparison.Ordinal);
        Assert.InRange(text.Length, Lines(20_000).Length * 2 / 5, Lines(20_000).Length * 3 / 5);
        Assert.Equal("The gzip data is cut off.", damage?.Reason);
    }

    [Fact]
    public void Read_TrailerCutOff_GivesEveryLineAndSaysSo()
    {
        (string text, LogDamage? damage) = Read(Gzip(Lines(100))[..^3]);
        Assert.Equal(Lines(100), text);
        Assert.Equal("The gzip data is cut off, or its checksum is wrong.", damage?.Reason);
    }

    [Fact]
    public void Read_CorruptInTheMiddle_GivesTheLinesBeforeIt()
    {
        byte[] stored = Gzip(Lines(20_000));
        stored.AsSpan(stored.Length / 2, 64).Fill(0xFF);
        (string text, LogDamage? damage) = Read(stored);
        int sound = Lines(20_000).Length * 2 / 5; // the text compresses evenly, so two fifths of it lie well before the damage
        Assert.Equal(Lines(20_000)[..sound], text[..sound]);
        Assert.True(text.Length < Lines(20_000).Length);
        Assert.NotNull(damage);
    }

    [Fact]
    public void Read_NotGzip_IsAllDamage()
    {
        (string text, LogDamage? damage) = Read("{\"a\":1}\n"u8.ToArray());
        Assert.Equal("", text);
        Assert.Equal(new LogDamage(_path, "The file is not gzip.", 8), damage);
    }

    [Fact]
    public void Read_EmptyFile_IsNothing() => Assert.Equal(("", null), Read([]));

    [Fact]
    public void Lines_BomAndCrLfAndNoLastNewline_AreNotPartOfTheLines()
    {
        using var source = new MemoryStream([0xEF, 0xBB, 0xBF, .. "a\r\n\nbc\nd"u8]);
        FileLine[] lines = [.. LineReader.Read(source)];
        Assert.Equal(["a", "", "bc", "d"], lines.Select(l => Encoding.UTF8.GetString(l.Bytes.Span)));
        Assert.Equal([0L, 6, 7, 10], lines.Select(l => l.ByteOffset)); // 3 + "a\r\n" = 6, + "\n" = 7, + "bc\n" = 10
        Assert.Equal([true, true, true, false], lines.Select(l => l.IsWhole));
    }

    [Fact]
    public void Lines_LongerThanTheBuffer_AreWhole()
    {
        string longLine = new('x', 200_000);
        using var source = new MemoryStream(Encoding.UTF8.GetBytes($"a\n{longLine}\nb\n"));
        FileLine[] lines = [.. LineReader.Read(source)];
        Assert.Equal([1, 200_000, 1], lines.Select(l => l.Bytes.Length));
        Assert.Equal([0L, 2, 200_003], lines.Select(l => l.ByteOffset));
    }
}
