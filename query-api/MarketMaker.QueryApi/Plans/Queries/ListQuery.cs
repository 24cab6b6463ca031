using MarketMaker.QueryApi.Questions;
using MarketMaker.QueryApi.Sandbox;

namespace MarketMaker.QueryApi.Plans.Queries;

/// <summary>Rows themselves: the latest ones, or the largest fills.</summary>
public sealed class ListQuery(QueryPlan plan) : IQuery<ResultRow>
{
    public string Name => "rows";

    public IReadOnlyList<string> Streams => [plan.Metric.Stream];

    public string Sql
    {
        get
        {
            string columns = plan.Metric.Stream switch
            {
                "execution" => "ts, symbol, side, fill_price, fill_size, notional_usd, fee_usd, realized_pnl_usd, fill_id",
                "order_event" => "ts, symbol, side, action, reason, price, size, order_id",
                _ => "ts, symbol, side, decision, veto_reason_primary, veto_reason_secondary, repeat_count, price, size, spread_bps",
            };
            string veto = plan.Metric.IsAboutGuards ? $"\n  AND {PlanConditions.Veto(plan.Filters)}" : "";
            string order = plan.WantsExtreme ? $"notional_usd {(plan.IsSmallestFirst ? "ASC" : "DESC")}, ts, seq" : "ts DESC, seq DESC";
            return $"""
                SELECT {columns}, run_id, seq
                FROM {plan.Metric.Stream}
                WHERE {PlanConditions.Where(plan, plan.Window.Interval)}{veto}
                ORDER BY {order}
                LIMIT {plan.Limit ?? 10}
                """;
        }
    }

    public ResultRow Read(ResultRow row) => row;
}
