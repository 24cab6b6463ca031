using System.IO.Compression;
using System.Text;
using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue;

public sealed class TapeReaderTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\n\nb", new[] { "a", "", "b" })]
    public void TryReadLine_PlainText_GivesEveryLine(string content, string[] expected)
    {
        File.WriteAllText(_path, content);
        Assert.Equal(expected, Read(out string? damage));
        Assert.Null(damage);
    }

    [Fact]
    public void TryReadLine_GzipMembersInARow_GivesAllOfThem()
    {
        File.WriteAllBytes(_path, [.. Gzip("first\nsec"), .. Gzip("ond\nthird\n")]);
        Assert.Equal(["first", "second", "third"], Read(out string? damage));
        Assert.Null(damage);
    }

    [Theory]
    [InlineData("garbage that is no gzip member")]
    [InlineData("!!!!")]
    public void TryReadLine_GarbageBehindTheLastMember_GivesTheLinesAndSaysSo(string garbage)
    {
        File.WriteAllBytes(_path, [.. Gzip("first\nsecond\n"), .. Encoding.UTF8.GetBytes(garbage)]);
        Assert.Equal(["first", "second"], Read(out string? damage));
        Assert.Contains("Bytes after the gzip data are not gzip", damage, StringComparison.Ordinal);
    }

    [Fact]
    public void TryReadLine_FileCutOff_GivesTheLinesBeforeAndSaysSo()
    {
        byte[] whole = Gzip(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"line {i * 7919 % 10_007}\n")));
        File.WriteAllBytes(_path, whole[..(whole.Length / 2)]);
        List<string> lines = Read(out string? damage);
        Assert.NotNull(damage);
        Assert.InRange(lines.Count, 1_000, 49_000);
        Assert.Equal("line 7919", lines[1]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    public void TryReadLine_GzipCutInItsFirstBytes_IsDamage(int length)
    {
        File.WriteAllBytes(_path, Gzip("first\nsecond\n")[..length]);
        Assert.Empty(Read(out string? damage));
        Assert.NotNull(damage);
    }

    // The last four bytes of a sound file are the length of its last member: a cut where they happen to be a small number must not pass for one.
    [Fact]
    public void TryReadLine_GzipCutWhereItsEndLooksSound_IsDamage()
    {
        var random = new Random(7);
        byte[] whole = Gzip(string.Concat(Enumerable.Range(0, 40_000).Select(_ => $"{random.NextInt64()}\n")));
        int cut = whole.Length - 9;
        while (cut > 1_000 && BitConverter.ToUInt32(whole, cut - 4) > 200_000) cut--;
        Assert.True(cut > 1_000, "no such cut");
        File.WriteAllBytes(_path, whole[..cut]);
        Assert.InRange(Read(out string? damage).Count, 1, 39_999);
        Assert.NotNull(damage);
    }

    [Fact]
    public void TryReadLine_GzipCutAnywhere_IsDamageUnlessAMemberEndsThere()
    {
        byte[] first = Gzip("first\nsecond\n");
        byte[] whole = [.. first, .. Gzip("third\nfourth\n")];
        for (int length = 2; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            string read = string.Concat(Read(out string? damage).Select(l => l + "\n"));
            Assert.True(length == first.Length == damage is null, $"{length}: {damage}");
            Assert.StartsWith(read.TrimEnd('\n'), "first\nsecond\nthird\nfourth\n", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TryReadLine_OneBitOfTheGzipChecksumWrong_IsDamage()
    {
        byte[] bytes = Gzip("first\nsecond\n");
        bytes[^8] ^= 1;
        File.WriteAllBytes(_path, bytes);
        Read(out string? damage);
        Assert.NotNull(damage);
    }

    // Written by hand after RFC 1951 and 1952: one block of fixed codes that ends at once (03 00), a checksum of 0 and a length of 0.
    [Fact]
    public void TryReadLine_EmptyGzipMember_IsNoDamage()
    {
        byte[] empty = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        File.WriteAllBytes(_path, [.. empty, .. Gzip("first\n"), .. empty]);
        Assert.Equal(["first"], Read(out string? damage));
        Assert.Null(damage);
    }

    [Fact]
    public void TryReadLine_LineLongerThanTheLimit_IsCutAndTheNextOneIsWhole()
    {
        File.WriteAllText(_path, "before\n" + new string('x', (3 * TapeReader.MaxLineBytes) + 17) + "\nafter\n");
        List<string> lines = Read(out _);
        Assert.Equal(3, lines.Count);
        Assert.Equal("before", lines[0]);
        Assert.Equal(TapeReader.MaxLineBytes, lines[1].Length);
        Assert.Equal("after", lines[2]);
    }

    [Fact]
    public void TryReadLine_LinesOfEveryLengthAcrossBufferEnds_AreWhole()
    {
        var random = new Random(5);
        string[] expected = [.. Enumerable.Range(0, 2_000).Select(i => new string((char)('a' + (i % 26)), random.Next(0, 900)))];
        File.WriteAllLines(_path, expected);
        Assert.Equal(expected, Read(out _));
    }

    [Fact]
    public void Run_DamagedTape_CountsTheDamageAsMalformed()
    {
        File.WriteAllBytes(_path, [.. Gzip(Encoding.UTF8.GetString(Lines.Bbo(0, -400)) + "\n"), 0xde, 0xad, 0xbe, 0xef]);
        var sink = new RecordingSink();
        var normalizer = new FeedNormalizer(new SymbolTable([MarketMaker.Venue.Hyperliquid.PerpUniverse.Find("BTC")!]), sink);
        using var reader = TapeReader.Open(_path);
        new TapeReplay(reader, normalizer).Run();
        Assert.Single(sink.Events);
        Assert.Equal(1, sink.Ingests.Single(i => i.Feed == "tape").MalformedCount);
        Assert.Equal(reader.BytesTotal, reader.BytesRead);
    }

    [Fact]
    public void Sha256_OfAFile_IsThatOfItsBytes()
    {
        // SHA-256 of "abc": FIPS 180-2, appendix B.1.
        File.WriteAllText(_path, "abc");
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", TapeReader.Sha256(_path));
    }

    private List<string> Read(out string? damage)
    {
        var lines = new List<string>();
        using var reader = TapeReader.Open(_path);
        while (reader.TryReadLine(out ReadOnlySpan<byte> line)) lines.Add(Encoding.UTF8.GetString(line));
        damage = reader.Damage;
        return lines;
    }

    private static byte[] Gzip(string content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(content));
        return bytes.ToArray();
    }
}
