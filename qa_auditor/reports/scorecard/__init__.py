"""The Excel scorecard of one evaluation."""
