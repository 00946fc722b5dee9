'use strict';
(function () {
  // Okabe and Ito's palette, told apart by the colour-blind; without black and yellow, for both grounds.
  var COLOURS = ['#0072B2', '#E69F00', '#009E73', '#D55E00', '#CC79A7', '#56B4E9', '#8C8C8C'];
  var SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle'];
  // Longer ones are on paper only where the reader has opened them.
  var SHORT_TABLE = 12;
  var charts = JSON.parse(document.getElementById('charts').textContent);
  var drawn = [];

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function digits(value, number) {
    if (typeof value !== 'number') { return value; }
    return Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3)
      ? value.toExponential(1) : String(+value.toPrecision(number));
  }

  function short(value) {
    return digits(value, 5);
  }

  // Ticks are round numbers; of a narrow range they differ in late digits only.
  function tick(value) {
    return digits(value, 7);
  }

  function clip(name) {
    return name.length > 22 ? name.slice(0, 21) + '…' : name;
  }

  function axis(name, type, data) {
    return {
      name: name, type: type, data: data, scale: true, nameLocation: 'middle', nameGap: 28,
      nameTextStyle: { color: colour('--soft') },
      axisLabel: { color: colour('--soft'), formatter: type === 'category' ? clip : tick, hideOverlap: true },
      axisLine: { lineStyle: { color: colour('--line') } },
      splitLine: { show: type !== 'category', lineStyle: { color: colour('--line') } }
    };
  }

  function series(chart, one, index) {
    var lines = chart.kind === 'LINES';
    var upright = !lines;
    var data = one.values.map(function (value, i) {
      return upright ? [value, i] : [chart.at[i], value];
    });
    return {
      name: one.name, data: data, type: lines ? 'line' : chart.kind === 'BARS' ? 'bar' : 'scatter',
      symbol: SYMBOLS[index % SYMBOLS.length], symbolSize: lines ? 4 : 9, barMaxWidth: 14,
      z: 2 + (index === 0 ? 1 : 0), // over what it is compared with
      itemStyle: { color: COLOURS[index % COLOURS.length] },
      lineStyle: { color: COLOURS[index % COLOURS.length], width: 2, type: index < COLOURS.length ? 'solid' : 'dashed' }
    };
  }

  // Bars, and what they are compared with as lines over them.
  function columns(chart) {
    var names = axis(chart.across, 'category', chart.at);
    names.axisLabel.formatter = function (name) { return name.split(' ')[0]; };
    var numbers = axis('', 'value');
    numbers.scale = false;
    return plain(chart, names, numbers, chart.series.map(function (one, index) {
      return {
        name: one.name, data: one.values, type: index === 0 ? 'bar' : 'line', symbol: 'none',
        itemStyle: { color: COLOURS[index] }, lineStyle: { color: COLOURS[index], width: 2, type: 'dashed' }
      };
    }));
  }

  // Cells as squares of a scatter plot: the small build of the library has no heat map.
  function heat(chart, width) {
    var experts = chart.series.map(function (one) { return one.name; });
    var across = axis('', 'category', experts);
    across.position = 'top';
    across.splitLine.show = false;
    var down = axis('', 'category', chart.at);
    down.inverse = true;
    var named = chart.at.length <= 60;
    down.axisLabel.interval = named ? 0 : 'auto';
    var left = Math.min(170, width / 3);
    down.axisLabel.width = left - 12;
    down.axisLabel.overflow = 'truncate';
    var cell = Math.max(4, (width - left - 16) / experts.length - 3);
    var cells = [];
    chart.series.forEach(function (one, k) {
      one.values.forEach(function (value, i) {
        cells.push({
          value: [k, i, value],
          itemStyle: { color: 'rgba(0, 114, 178, ' + (value || 0) + ')', borderColor: colour('--line'), borderWidth: 1 },
          label: { color: value > 0.5 ? '#ffffff' : colour('--soft') }
        });
      });
    });
    var all = plain(chart, across, down, [{
      type: 'scatter', symbol: 'rect', symbolSize: [cell, rowHeight(chart) - 3], data: cells,
      label: { show: named && cell > 34, formatter: function (p) { return p.value[2] ? Math.round(100 * p.value[2]) + ' %' : ''; } }
    }]);
    all.legend.show = false;
    all.grid = { left: left, right: 16, top: 28, bottom: 8 };
    all.tooltip.formatter = function (p) {
      var text = chart.at[p.value[1]] + ' to ' + experts[p.value[0]] + ': ' + short(p.value[2]);
      return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    };
    return all;
  }

  function rowHeight(chart) {
    return chart.at.length <= 60 ? 20 : 9;
  }

  function plain(chart, xAxis, yAxis, series) {
    var many = series.length > 1;
    return {
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      legend: { show: many, type: 'scroll', top: 0, textStyle: { color: colour('--text') }, pageTextStyle: { color: colour('--text') } },
      tooltip: { trigger: 'item', confine: true, valueFormatter: short },
      grid: { left: 24, right: 24, top: many ? 32 : 12, bottom: 36, containLabel: true },
      xAxis: xAxis, yAxis: yAxis, series: series
    };
  }

  // An estimate is a dot on the line of its interval; the library would draw three dots.
  function intervals(chart) {
    var names = axis('', 'category', chart.at);
    names.inverse = true;
    var part = function (one) { return chart.series[one].values; };
    var ends = [];
    chart.at.forEach(function (name, i) { ends.push([part(1)[i], i], [part(2)[i], i], ['-', '-']); });
    var all = plain(chart, axis(chart.up, 'value'), names, [
      { name: 'interval', type: 'line', data: ends, symbol: 'none', silent: true, lineStyle: { color: COLOURS[0], width: 2 }, itemStyle: { color: COLOURS[0] } },
      {
        name: chart.series[0].name, type: 'scatter', symbolSize: 9, itemStyle: { color: COLOURS[0], opacity: 1 },
        data: part(0).map(function (value, i) { return [value, i]; }),
        markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: colour('--soft'), type: 'dashed' }, data: [{ xAxis: 0 }] }
      }
    ]);
    all.legend.show = false;
    all.grid.top = 12;
    all.tooltip.formatter = function (p) {
      var i = p.dataIndex;
      var text = chart.at[i] + ': ' + short(part(0)[i]) + ' (' + short(part(1)[i]) + ' to ' + short(part(2)[i]) + ')';
      return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    };
    return all;
  }

  function options(chart, width) {
    if (chart.kind === 'INTERVALS') { return intervals(chart); }
    if (chart.kind === 'COLUMNS') { return columns(chart); }
    if (chart.kind === 'HEAT') { return heat(chart, width); }
    var lines = chart.kind === 'LINES';
    var names = axis('', 'category', chart.at);
    names.inverse = true;
    var numbers = axis(lines ? chart.across : chart.up, 'value');
    numbers.scale = chart.kind !== 'BARS';
    var up = axis('', 'value');
    if (chart.up === 'probability') {
      up.min = 0;
      up.max = 1;
    }
    var all = plain(chart, numbers, lines ? up : names, chart.series.map(function (one, index) { return series(chart, one, index); }));
    all.tooltip.trigger = lines ? 'axis' : 'item';
    return all;
  }

  function draw(element) {
    var chart = charts[element.getAttribute('data-chart')];
    if (chart.kind === 'HEAT') {
      element.style.height = 40 + chart.at.length * rowHeight(chart) + 'px';
    } else if (chart.kind !== 'LINES' && chart.kind !== 'COLUMNS') {
      element.style.height = Math.max(160, 80 + chart.at.length * Math.max(18, 12 * (chart.kind === 'BARS' ? chart.series.length : 1))) + 'px';
    }
    var instance = window.echarts.init(element);
    instance.setOption(options(chart, element.clientWidth));
    drawn.push(function (again) {
      instance.resize();
      if (again || chart.kind === 'HEAT') { instance.setOption(options(chart, element.clientWidth), true); }
    });
  }

  function key(row, column) {
    var text = row.cells[column].textContent.replace(/,/g, '').replace('−', '-').replace(' %', '');
    return text !== '' && !isNaN(text) ? Number(text) : text;
  }

  function sort(table, cell) {
    var column = cell.cellIndex;
    var down = cell.getAttribute('aria-sort') === 'descending';
    Array.from(table.tBodies[0].rows).sort(function (a, b) {
      var x = key(a, column), y = key(b, column);
      var order = typeof x === typeof y ? (x < y ? -1 : x > y ? 1 : 0) : typeof x === 'number' ? -1 : 1;
      return down ? order : -order;
    }).forEach(function (row) { table.tBodies[0].appendChild(row); });
    Array.from(table.tHead.rows[0].cells).forEach(function (other) { other.removeAttribute('aria-sort'); });
    cell.setAttribute('aria-sort', down ? 'ascending' : 'descending');
  }

  function sortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (cell) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = cell.textContent;
      button.addEventListener('click', function () { sort(table, cell); });
      cell.textContent = '';
      cell.appendChild(button);
    });
  }

  document.querySelectorAll('.chart').forEach(draw);
  document.querySelectorAll('table').forEach(sortable);
  window.addEventListener('resize', function () { drawn.forEach(function (chart) { chart(false); }); });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', function () {
    drawn.forEach(function (chart) { chart(true); });
  });
  function onPaper(yes) {
    document.documentElement.classList.toggle('paper', yes);
    drawn.forEach(function (chart) { chart(true); });
  }
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (details) {
      details.open = details.open || details.querySelectorAll('tbody tr').length <= SHORT_TABLE;
    });
    onPaper(true);
  });
  window.addEventListener('afterprint', function () { onPaper(false); });
})();
