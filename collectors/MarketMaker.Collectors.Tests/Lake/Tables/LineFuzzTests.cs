using System.Text;
using System.Text.Json;
using MarketMaker.Lake.Tables;

namespace MarketMaker.Collectors.Tests.Lake.Tables;

/// <summary>Valid lines, damaged at random: nothing crashes, every line ends in one place, and what is loaded was strict JSON.</summary>
public sealed class LineFuzzTests
{
    private const int LinesPerSeed = 3000;

    private static readonly byte[] Interesting = "{}[]\":,\\ntfu0123456789.eE+- \0\r\u00ff"u8.ToArray();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ingest_DamagedLines_AreLoadedOnlyIfStrictJson(int seed)
    {
        var random = new Random(seed);
        using var lake = new TempLake();
        byte[][] lines = [.. Enumerable.Range(1, LinesPerSeed).Select(i => Damage(random, Encoding.UTF8.GetBytes(Intents.Line(i).TrimEnd())))];
        byte[] all = [.. lines.SelectMany(l => l.Append((byte)'\n'))];
        using var ingest = new StreamIngest(lake.Directory, lake.Clock);
        LineCounts total = ingest.Ingest(new SourceSpan("fuzz", "fuzz", 0, all.Length, Intents.Start), "order_intent", all).Total;

        Assert.Equal(LinesPerSeed, total.Lines);
        Assert.Equal(total.Lines, total.Rows + total.Duplicates + total.Quarantined);
        Assert.Equal([total.Rows, total.Quarantined], lake.Query("SELECT (SELECT count(*) FROM order_intent), (SELECT count(*) FROM quarantine)")[0].Select(v => (long)v!));
        Assert.True(total.Rows > LinesPerSeed / 20, $"seed {seed}: only {total.Rows} lines survived, the damage is too heavy to test acceptance");
        Assert.True(total.Quarantined > LinesPerSeed / 20, $"seed {seed}: only {total.Quarantined} lines were refused");

        Dictionary<long, byte[]> byOffset = [];
        long offset = 0;
        foreach (byte[] line in lines)
        {
            byOffset[offset] = line;
            offset += line.Length + 1;
        }

        foreach (object?[] row in lake.Query("SELECT byte_offset, seq, repeat_count FROM order_intent"))
        {
            byte[] line = byOffset[(long)row[0]!];
            using JsonDocument strict = JsonDocument.Parse(line, new JsonDocumentOptions { AllowDuplicateProperties = false });
            Assert.Equal(strict.RootElement.GetProperty("seq").GetInt64(), row[1]);
            Assert.Equal(strict.RootElement.GetProperty("repeat_count").GetInt32(), row[2]);
        }
    }

    private static byte[] Damage(Random random, byte[] line)
    {
        var bytes = line.ToList();
        int times = random.Next(0, 4);
        for (int i = 0; i < times; i++)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = Interesting[random.Next(Interesting.Length)]; break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, Interesting[random.Next(Interesting.Length)]); break;
                case 3: bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)); break;
                case 4: bytes[at] = (byte)random.Next(256); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at))); break;
            }

            if (bytes.Count == 0) break;
        }

        bytes.RemoveAll(b => b == '\n'); // a newline would make two lines of one
        return [.. bytes];
    }
}
