namespace MarketMaker.QueryApi.Questions.Metrics;

/// <summary>Every metric that questions may ask for. To add one, add an entry.</summary>
public static class MetricRegistry
{
    private const string VetoedDecisions = "coalesce(sum(repeat_count) FILTER ({veto}), 0)";
    private const string AllVetoedDecisions = "coalesce(sum(repeat_count) FILTER (veto_reason_primary IS NOT NULL), 0)";
    private const string AllDecisions = "coalesce(sum(repeat_count), 0)";

    /// <summary>Share of decisions that a guard vetoed.</summary>
    public static Metric RejectionRate { get; } = new()
    {
        Name = "rejection_rate", Title = "rejection rate", Stream = "order_intent", Unit = MetricUnit.Ratio,
        Expression = $"{VetoedDecisions} / sum(repeat_count)",
        Meaning = "Decisions that a guard vetoed over all decisions, both weighted by repeat_count.",
        Words = ["rejection rate", "reject rate", "veto rate", "rejected rate", "rejection ratio", "reject ratio", "reject percentage",
            "rejection percentage", "rate of rejections", "rate of rejection", "share rejected", "percentage rejected"],
        CountExpression = AllDecisions, CountTitle = "decisions", IsAboutGuards = true,
        Parts = [new MetricPart("decisions", AllDecisions, MetricUnit.Count), new MetricPart("rejections", VetoedDecisions, MetricUnit.Count)],
        Absorbs = ["rejections", "decisions", "quotes", "trades", "orders_sent"],
    };

    /// <summary>Decisions that a guard vetoed.</summary>
    public static Metric Rejections { get; } = new()
    {
        Name = "rejections", Title = "rejections", Stream = "order_intent", Unit = MetricUnit.Count,
        Expression = VetoedDecisions,
        Meaning = "Decisions that a guard vetoed (veto_reason_primary is not null), weighted by repeat_count.",
        Words = ["rejections", "rejection", "rejects", "reject", "rejected", "rejecting", "vetoes", "vetos", "veto", "vetoed", "vetoing", "blocked", "block", "blocks",
            "refused", "turned down", "not quoting", "not quoted", "not quote", "stop quoting", "stopped quoting", "stop trading", "not trading", "not trade"],
        CountExpression = AllDecisions, CountTitle = "decisions", IsAboutGuards = true,
        Parts = [new MetricPart("decisions", AllDecisions, MetricUnit.Count)],
        Absorbs = ["decisions", "quotes", "trades", "orders_sent"],
    };

    /// <summary>The part that the guards asked about have in all rejections.</summary>
    public static Metric RejectionShare { get; } = new()
    {
        Name = "rejection_share", Title = "share of rejections", Stream = "order_intent", Unit = MetricUnit.Ratio,
        Expression = $"{VetoedDecisions} / nullif({AllVetoedDecisions}, 0)",
        Meaning = "Decisions whose first failing guard was the one asked about, over all decisions that a guard vetoed; both weighted by repeat_count.",
        Words = [],
        CountExpression = AllVetoedDecisions, CountTitle = "rejections", IsAboutGuards = true,
        Parts = [new MetricPart("rejections", VetoedDecisions, MetricUnit.Count), new MetricPart("all_rejections", AllVetoedDecisions, MetricUnit.Count)],
        Absorbs = ["rejections", "rejection_rate", "decisions", "quotes", "trades", "orders_sent"],
    };

    /// <summary>Metrics in the order in which they are offered.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Rejections,
        RejectionRate,
        RejectionShare,
        new()
        {
            Name = "decisions", Title = "decisions", Stream = "order_intent", Unit = MetricUnit.Count,
            Expression = AllDecisions,
            Meaning = "Decisions, accepted or vetoed, weighted by repeat_count: one per side and quote cycle.",
            Words = ["decisions", "decision", "intents", "intent", "order intents", "quote cycles"],
            CountExpression = AllDecisions, CountTitle = "decisions",
        },
        new()
        {
            Name = "quotes", Title = "decisions to quote", Stream = "order_intent", Unit = MetricUnit.Count, RowFilter = "decision = 'quote'",
            Expression = AllDecisions,
            Meaning = "Decisions to rest a limit order or keep the one that rests, weighted by repeat_count.",
            Words = ["quotes", "quote", "quoted", "quoting"],
            CountExpression = AllDecisions, CountTitle = "decisions", Absorbs = ["decisions"],
        },
        new()
        {
            Name = "orders_sent", Title = "orders sent", Stream = "order_event", Unit = MetricUnit.Count, RowFilter = "action = 'submit'",
            Expression = "count(*)", Meaning = "Orders sent to the venue.",
            Words = ["orders", "order"],
            CountExpression = "count(*)", CountTitle = "orders",
        },
        new()
        {
            Name = "venue_rejects", Title = "orders refused by the venue", Stream = "order_event", Unit = MetricUnit.Count, RowFilter = "action = 'reject'",
            Expression = "count(*)", Meaning = "Orders that reached the venue and were refused by it; guards have no part in these.",
            Words = ["venue rejects", "venue rejections", "venue reject", "exchange rejects", "exchange rejections", "rejected by the venue",
                "rejected by the exchange", "rejected by venue", "rejected by exchange", "rejected by hyperliquid", "refused by the venue", "refused by the exchange"],
            CountExpression = "count(*)", CountTitle = "orders", Absorbs = ["orders_sent", "quotes"],
        },
        new()
        {
            Name = "fills", Title = "fills", Stream = "execution", Unit = MetricUnit.Count,
            Expression = "count(*)", Meaning = "Fill legs. A fill that crosses a zero position is two legs.",
            Words = ["fills", "fill", "filled", "executions", "execution", "executed", "fill legs"],
            CountExpression = "count(*)", CountTitle = "fills", Absorbs = ["orders_sent", "quotes", "trades"],
            Parts = [new MetricPart("notional_usd", "coalesce(sum(notional_usd), 0)", MetricUnit.Usd)],
        },
        new()
        {
            Name = "trades", Title = "round trips", Stream = "execution", Unit = MetricUnit.Count,
            Expression = "count(DISTINCT (run_id, symbol, trade_id))", Meaning = "Round trips from flat to flat that have a fill in the window.",
            Words = ["trades", "trade", "round trips", "round trip"],
            CountExpression = "count(*)", CountTitle = "fills",
        },
        new()
        {
            Name = "fees", Title = "fees", Stream = "execution", Unit = MetricUnit.Usd,
            Expression = "sum(fee_usd)", Needs = ["fee_usd"], Meaning = "Fees paid less rebates earned; positive is paid.",
            Words = ["fees", "fee", "fees paid", "trading fees"],
            CountExpression = "count(*)", CountTitle = "fills", Absorbs = ["fills", "trades"],
        },
        new()
        {
            Name = "gross_pnl", Title = "realised PnL before fees", Stream = "execution", Unit = MetricUnit.Usd,
            Expression = "sum(realized_pnl_usd)", Needs = ["realized_pnl_usd"], Meaning = "Profit realised against the average entry price, before fees; open positions are not marked.",
            Words = ["gross pnl", "gross profit", "pnl before fees", "realised pnl before fees", "realized pnl before fees"],
            CountExpression = "count(*)", CountTitle = "fills", Absorbs = ["fills", "trades"],
        },
        new()
        {
            Name = "net_pnl", Title = "realised PnL after fees", Stream = "execution", Unit = MetricUnit.Usd,
            Expression = "sum(realized_pnl_usd) - sum(fee_usd)", Needs = ["realized_pnl_usd", "fee_usd"],
            Meaning = "Profit realised against the average entry price, less fees; open positions are not marked, funding is not included.",
            Words = ["pnl", "p&l", "net pnl", "pnl after fees", "realised pnl", "realized pnl", "net profit", "profit", "profits", "earned"],
            CountExpression = "count(*)", CountTitle = "fills", Absorbs = ["fills", "trades"],
            Parts =
            [
                new MetricPart("realized_pnl_usd", "sum(realized_pnl_usd)", MetricUnit.Usd),
                new MetricPart("fee_usd", "sum(fee_usd)", MetricUnit.Usd),
            ],
        },
        new()
        {
            Name = "volume", Title = "traded volume", Stream = "execution", Unit = MetricUnit.Usd,
            Expression = "coalesce(sum(notional_usd), 0)", Meaning = "Price times size of all fills.",
            Words = ["volume", "notional", "turnover", "traded volume"],
            CountExpression = "count(*)", CountTitle = "fills", Absorbs = ["fills", "trades"],
        },
    ];

    /// <summary>The metric of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static Metric Get(string name) =>
        All.FirstOrDefault(m => m.Name == name) ?? throw new KeyNotFoundException($"There is no metric '{name}'. There are: {string.Join(", ", All.Select(m => m.Name))}.");
}
