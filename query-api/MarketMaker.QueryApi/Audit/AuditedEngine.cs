using System.Text.Json;
using MarketMaker.QueryApi.Answers;
using MarketMaker.QueryApi.Questions.Time;
using MarketMaker.QueryApi.Sandbox;
using MarketMaker.Schemas.Events;

namespace MarketMaker.QueryApi.Audit;

/// <summary>Answers questions and journals each one, answered or not.</summary>
public sealed class AuditedEngine(QuestionEngine engine, AuditJournal journal, TimeProvider clock)
{
    /// <summary>Answers a question of a channel.</summary>
    /// <param name="who">The channel: <c>http</c> or <c>cli</c>.</param>
    /// <inheritdoc cref="QuestionEngine.AskAsync"/>
    public async Task<Answer> AskAsync(string who, string question, NamedZone zone, CancellationToken cancellation, string? runId = null)
    {
        long start = clock.GetTimestamp();
        try
        {
            Answer answer = await engine.AskAsync(question, zone, cancellation, runId);
            journal.Write(new QueryAudit
            {
                Who = who,
                Question = question,
                Plan = answer.Plan is { } plan ? JsonSerializer.Serialize(plan, WorkerProtocol.Json) : null,
                Sql = answer.Statements.Count == 0 ? null : string.Join(";\n", answer.Statements.Select(s => s.Sql)),
                Rows = answer.RowsCounted,
                DurationMs = answer.DurationMs,
                Tiers = answer.Tiers.Count == 0 ? null : string.Join(',', answer.Tiers),
                RefusedReason = Reason(answer),
            });
            return answer;
        }
        catch (Exception error) when (error is WorkerFailedException or OperationCanceledException)
        {
            Failed(who, question, error is WorkerFailedException failed ? failed.Code : "cancelled", start);
            throw;
        }
    }

    /// <summary>Journals SQL run by the owner of the data on their own machine.</summary>
    public void Sql(string who, string sql, long? rows, double durationMs, string? refusedReason) =>
        journal.Write(new QueryAudit { Who = who, Question = sql, Sql = sql, Rows = rows, DurationMs = durationMs, Tiers = "hot", RefusedReason = refusedReason });

    /// <summary>Journals a request that never became a question.</summary>
    public void Rejected(string who, string question, string code) => journal.Write(new QueryAudit { Who = who, Question = question, RefusedReason = code });

    private void Failed(string who, string question, string code, long start) =>
        journal.Write(new QueryAudit { Who = who, Question = question, DurationMs = clock.GetElapsedTime(start).TotalMilliseconds, RefusedReason = code });

    private static string? Reason(Answer answer) => answer.Status switch
    {
        AnswerStatus.Refused => $"refused: {answer.RefusedBy}",
        AnswerStatus.Declined => $"declined: {answer.Text}",
        _ => null,
    };
}
