using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MarketMaker.Bot.Journal;

namespace MarketMaker.Bot.Tests.Bot.Replay;

public sealed class HostileTapeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Replay_OfADamagedTape_ComesToItsEndWithAWholeJournal(int seed)
    {
        string tape = _folder.File("tape.jsonl");
        File.WriteAllBytes(tape, Damage(ReadTape(), new Random(seed)));

        JsonObject run = Bench.Replay(_folder.Path, tape);

        Assert.True((long)run["messages_refused"]! > 100, run.ToJsonString());
        Assert.Null(run["tape_fault"]);
        Assert.True((long)run["decisions"]! > 1000, run.ToJsonString());
        Assert.Equal((string?)run["journal_hash"], JournalHash.Compute(Bench.RunFolder(_folder.Path)));
    }

    [Fact]
    public void Replay_OfATapeCutOff_SaysSoInItsLogItsResultAndItsText()
    {
        byte[] whole = File.ReadAllBytes(Bench.Tape.Value);
        string tape = _folder.File("cut.jsonl.gz");
        File.WriteAllBytes(tape, whole[..(whole.Length / 2)]);
        JsonObject run = Bench.Replay(_folder.Path, tape);
        Assert.Contains("The gzip data is cut off", (string?)run["tape_fault"], StringComparison.Ordinal);

        string log = Directory.GetFiles(Bench.RunFolder(_folder.Path), "bot_log-*").Select(File.ReadAllText).Single();
        string warning = log.Split('\n').Single(l => l.Contains("\"level\":\"warning\"", StringComparison.Ordinal));
        Assert.Contains("The gzip data is cut off", warning, StringComparison.Ordinal);
        (_, string text, _) = Bench.Run("replay", "--tape", tape, "--data", _folder.Path);
        Assert.Contains(text.Split('\n'), l => l.StartsWith("tape_fault ", StringComparison.Ordinal) && l.Contains("The gzip data is cut off", StringComparison.Ordinal));
    }

    [Fact]
    public void Replay_OfPlainLinesNamedGzip_PlaysThemAndSaysSo()
    {
        string tape = _folder.File("plain.jsonl.gz");
        File.WriteAllLines(tape, ReadTape().Select(Encoding.UTF8.GetString));
        JsonObject run = Bench.Replay(_folder.Path, tape);
        Assert.Contains("is not gzip", (string?)run["tape_fault"], StringComparison.Ordinal);
        Assert.Equal(File.ReadLines(tape).LongCount(), (long)run["lines"]!);

        string nothing = _folder.File("nothing.jsonl.gz");
        File.WriteAllText(nothing, "hello\n");
        (int code, _, string errors) = Bench.Run("replay", "--tape", nothing, "--data", _folder.Path);
        Assert.Equal(3, code);
        Assert.Contains("is not gzip", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_WithAStrayLineOfAnotherSymbol_KeepsItsInstrumentsAndCountsTheLine()
    {
        List<byte[]> lines = ReadTape();
        string line = lines.Select(Encoding.UTF8.GetString).Skip(100).First(l => l.Contains("\"bbo\"", StringComparison.Ordinal) && l.Contains("\"coin\":\"BTC\"", StringComparison.Ordinal));
        int at = lines.FindIndex(l => Encoding.UTF8.GetString(l) == line);
        string stranger = line.Replace("\"BTC\"", "\"WLFI\"", StringComparison.Ordinal);
        stranger = Regex.Replace(Regex.Replace(stranger, "\"px\":\"[^\"]*\"", "\"px\":\"0.2\""), "\"sz\":\"[^\"]*\"", "\"sz\":\"100\"");
        lines.Insert(at, Encoding.UTF8.GetBytes(stranger));
        string tape = _folder.File("stray.jsonl");
        File.WriteAllLines(tape, lines.Select(Encoding.UTF8.GetString));

        JsonObject stray = Bench.Replay(_folder.Path, tape);
        using var other = new TemporaryFolder();
        JsonObject clean = Bench.Replay(other.Path, Bench.Tape.Value);
        Assert.Equal((long)clean["decisions"]!, (long)stray["decisions"]!);
        Assert.Equal((long)clean["messages_refused"]! + 1, (long)stray["messages_refused"]!);
        Assert.Contains(
            File.ReadLines(Directory.GetFiles(Bench.RunFolder(_folder.Path), "market_ingest-*").Single()),
            l => l.Contains("\"feed\":\"tape\"", StringComparison.Ordinal) && l.Contains("\"unknown_channel_count\":1,", StringComparison.Ordinal));
    }

    // Every twentieth line or so loses, gains or changes bytes, swaps places, comes twice, or has a number blown up.
    private static byte[] Damage(List<byte[]> lines, Random random)
    {
        var output = new MemoryStream();
        for (int i = 0; i < lines.Count; i++)
        {
            byte[] line = [.. lines[i]];
            if (random.Next(20) == 0)
            {
                int at = random.Next(line.Length);
                switch (random.Next(6))
                {
                    case 0:
                        line[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        line = line[..at];
                        break;
                    case 2:
                        output.Write(line);
                        output.WriteByte((byte)'\n');
                        break;
                    case 3:
                        line = lines[random.Next(lines.Count)];
                        break;
                    case 4:
                        line = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line).Replace(".", random.Next(2) == 0 ? "000." : "", StringComparison.Ordinal));
                        break;
                    default:
                        for (int digit = at; digit < Math.Min(line.Length, at + 8); digit++)
                            if (char.IsAsciiDigit((char)line[digit])) line[digit] = (byte)('0' + random.Next(10));
                        break;
                }
            }

            output.Write(line);
            output.WriteByte((byte)'\n');
        }

        return output.ToArray();
    }

    private static List<byte[]> ReadTape()
    {
        using var gzip = new GZipStream(File.OpenRead(Bench.Tape.Value), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        var lines = new List<byte[]>();
        while (reader.ReadLine() is { } line) lines.Add(Encoding.UTF8.GetBytes(line));
        return lines;
    }
}
