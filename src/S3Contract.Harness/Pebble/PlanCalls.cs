using System.Text.Json.Nodes;

namespace S3Contract.Harness.Pebble;

/// <summary><c>/v1/plan</c> and <c>/v1/layers</c>.</summary>
internal static class PlanCalls
{
    // A plan grows with each layer.
    private const int MostLayers = 200;
    private const int MostEntries = 1000;

    public static PebbleAnswer Get(PebbleCall call) => call.Request.First("format") is "yaml"
        ? call.Say(call.State.Plan.ToYaml())
        : throw PebbleRefusal.Bad($"invalid format \"{call.Request.First("format")}\"");

    public static PebbleAnswer Add(PebbleCall call)
    {
        JsonObject body = call.Body;
        string label = body.Text("label");
        if (body.Text("action") is not "add" and var action)
            throw PebbleRefusal.Bad($"invalid action \"{action}\"");
        if (label.Length == 0)
            throw PebbleRefusal.Bad("label must be set");
        if (body.Text("format") is not "yaml" and var format)
            throw PebbleRefusal.Bad($"invalid format \"{format}\"");

        PlanLayer layer = PlanLayer.Read(label, body.Text("layer"));
        PebbleState state = call.State;
        int at = state.Layers.FindIndex(known => string.Equals(known.Label, label, StringComparison.Ordinal));
        if (at >= 0 && !body.Flag("combine"))
            throw PebbleRefusal.Bad($"layer \"{label}\" already exists");
        state = state with
        {
            Layers = at < 0 ? state.Layers.Add(layer) : state.Layers.SetItem(at, PebblePlan.Combined(state.Layers[at], layer)),
        };
        PebblePlan plan = PebblePlan.Of(state.Layers);
        if (state.Layers.Count > MostLayers || plan.Services.Count + plan.Checks.Count + plan.LogTargets.Count > MostEntries)
            throw PebbleRefusal.Bad($"the plan is too large for this simulation: at most {MostLayers} layers and {MostEntries} entries");
        return new PebbleAnswer(CheckCalls.Planned(state.Later() with { Plan = plan }), PebbleResponse.Sync(true)) { Did = $"add layer {label}" };
    }
}
