using MarketMaker.QueryApi.Answers;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Tests.Lakes;
using MarketMaker.Schemas.Events;

namespace MarketMaker.QueryApi.Tests.Answers;

/// <summary>What a bot has just written is answered from, before any collector has seen it.</summary>
public sealed class LiveTailAnswerTests(SharedPool pool) : IClassFixture<SharedPool>
{
    private static readonly FixedClock Clock = new(new DateTimeOffset(2025, 9, 4, 21, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Ask_JournalThatNobodyCollected_CountsItsWholeLines()
    {
        using var lake = new SmallLake();
        string file = Path.Combine(System.IO.Directory.CreateDirectory(Path.Combine(lake.Lake.Journal, "run")).FullName, "order_intent-000001.open");
        var line = new JsonLine();
        JournalFrame.Write(new JournalHeader("file-1", SmallLake.Run, "order_intent", 1, SmallLake.At("20:00")), line);
        File.WriteAllBytes(file, line.Bytes.ToArray());
        var engine = new QuestionEngine(lake.Lake, pool.Pool, Clock);

        Append(1, SmallLake.Decision("20:05", "SOL", QuoteSide.Bid, 3, (Guard.SpreadGuard, 12, 8)));
        Append(2, SmallLake.Decision("20:10", "SOL", QuoteSide.Bid, 2));
        Assert.Contains(" 3 of 5 bid decisions were rejected (60.0 %)", (await Ask()).Text, StringComparison.Ordinal);

        Append(3, SmallLake.Decision("20:20", "SOL", QuoteSide.Bid, 5, (Guard.SpreadGuard, 12, 8)));
        File.AppendAllText(file, "{\"@t\":\"2025-09-04T20:30"); // a line still being written
        Answer answer = await Ask();
        Assert.Contains(" 8 of 10 bid decisions were rejected (80.0 %)", answer.Text, StringComparison.Ordinal);
        Assert.Equal("2025-09-04T20:20:00.000000Z", answer.DataThrough);

        Task<Answer> Ask() => engine.AskAsync("why were bids rejected 20:00-21:00", NamedZone.Utc, CancellationToken.None);

        void Append(long seq, OrderIntent intent)
        {
            new EventLineWriter<OrderIntent>(SmallLake.Run).Write(intent with { Envelope = intent.Envelope with { Seq = seq } }, line);
            using var journal = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            journal.Write(line.Bytes);
        }
    }
}
