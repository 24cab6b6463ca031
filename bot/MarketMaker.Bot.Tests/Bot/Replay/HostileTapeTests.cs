using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
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

        Assert.True((long)run["lines_refused"]! > 100, run.ToJsonString());
        Assert.True((long)run["decisions"]! > 1000, run.ToJsonString());
        Assert.Equal((string?)run["journal_hash"], JournalHash.Compute(Bench.RunFolder(_folder.Path)));
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
