using System.Text.Json.Nodes;
using MarketMaker.Venue.Simulated;

namespace MarketMaker.Bot.Tests.Bot.Replay;

/// <summary>Holds the journal of one generated tape to the byte, across builds: a change of decisions, of the generator or of a column shows here.</summary>
public sealed class JournalPinTests : IDisposable
{
    // To update: run this test, read the new hash from its failure, and put it here, in the commit that means to change the journal and says
    // why. Where no change is meant, the difference is the fault to find: replay the tape with both builds and compare the journals.
    private const string Hash = "db7474086119265e0a18a65e19a3e8b940bf7c430e452d897f573294f4e0ff6c";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Journal_OfTheGeneratedTape_IsTheOneOfTheLastBuild()
    {
        string tape = _folder.File("tape.jsonl.gz");
        MarketGenerator.Write(new GeneratorOptions { Seed = 17, Length = TimeSpan.FromMinutes(2) }, tape);
        JsonObject run = Bench.Replay(_folder.Path, tape);
        Assert.True((long)run["fills"]! > 0 && run["rejections"]!.AsObject().Count >= 3, run.ToJsonString()); // it holds something
        Assert.True((string?)run["journal_hash"] == Hash, $"The journal's hash is {run["journal_hash"]}, not {Hash}.");
    }
}
