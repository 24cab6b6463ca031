namespace MarketMaker.Collectors.Imports.MetaStacker;

/// <summary>Predictions: of one model (<c>signals</c>) and of all stacked (<c>ensemble</c>).</summary>
/// <remarks>The predicted move is signed there; here its size and its direction are two columns.</remarks>
internal static class SignalMapping
{
    /// <summary><c>model_out</c> and <c>decision.details</c> of one model.</summary>
    public static void MapSignals(ForeignFields from, EventRow to)
    {
        ForeignFields model = from.In("model_out");
        ForeignFields details = from.In("decision").In("details");
        ForeignValue source = details.Read("model_source");
        to.Text("signal_name", source.Text ?? "signals");
        Prediction(details.Has("pred_bma_bps") ? details.Read("pred_bma_bps") : model.Read("pred_bps"), to);
        to.Estimate("p_up", model.Read("p_up"));
    }

    /// <summary><c>pred_stack_bps</c>, all models together.</summary>
    public static void MapEnsemble(ForeignFields from, EventRow to)
    {
        to.Text("signal_name", "ensemble");
        Prediction(from.Take("pred_stack_bps"), to);
    }

    private static void Prediction(ForeignValue signedBps, EventRow to)
    {
        if (signedBps.Number is not { } bps)
        {
            to.Estimate("pred_magnitude_bps", signedBps);
            return;
        }

        to.Text("pred_direction", bps > 0 ? "up" : bps < 0 ? "down" : "flat");
        to.Json("pred_magnitude_bps", signedBps.Element.GetRawText().TrimStart('-'));
    }
}
